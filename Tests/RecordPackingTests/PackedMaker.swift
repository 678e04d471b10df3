import Foundation
import Interviewing
import QuestionnaireLanguage
import RecordCoding
import RecordPacking
import Replication

/// A questionnaire with a question of every shape, in and outside rosters.
enum Form {
  static let layout: RecordLayout = {
    do {
      let file = VectorTests.docs.appendingPathComponent("packed-vectors.yaml")
      let read = try QuestionnaireFile.read(
        Array(Data(contentsOf: file)), name: file.lastPathComponent)
      return RecordLayout(try CompiledQuestionnaire(read))
    } catch {
      preconditionFailure("\(error)")
    }
  }()
}

/// Makes records by sealing and merging at random, with answers that fit their questions and
/// answers that do not.
struct PackedMaker {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func number(below limit: Int) -> Int { Int(random.next() % UInt64(limit)) }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(below: elements.count)]
  }

  /// A record with the lines about it; of one seal, or of several machines' seals joined.
  mutating func member() -> PackedGroup.Member {
    var lines: [SealEntry] = []
    var first = Record(id: RecordID(high: random.next(), low: random.next()), kind: .response)
    seal(&first, 1, &lines)
    guard number(below: 2) == 0 else { return PackedGroup.Member(record: first, lines: lines) }
    var second = first
    for _ in 0..<number(below: 3) { seal(&second, 2, &lines) }
    for _ in 0..<number(below: 3) { seal(&first, 3, &lines) }
    first.merge(second)
    return PackedGroup.Member(record: first, lines: lines)
  }

  mutating func seal(_ record: inout Record, _ replica: UInt64, _ lines: inout [SealEntry]) {
    let replica = ReplicaID(high: replica << 60, low: replica)
    let dot = Dot(
      replica: replica, revision: record.context[replica] + 1 + UInt64(number(below: 300)))
    var pending = PendingWrites(
      author: Author(name: text(), role: pick(Author.Role.allCases)))
    for _ in 0..<number(below: 30) { pending.save(value(record), to: key(), shown: record) }
    let time = WallTime(milliseconds: 1_780_000_000_000 + Int64(number(below: 1 << 40)))
    record.seal(
      pending, decision: number(below: 3) == 0 ? decision(record) : nil, as: dot, at: time)
    if number(below: 5) > 0 {
      lines.append(
        SealEntry(
          dot: dot, record: record.id,
          stamp: Stamp(author: pending.author, time: time),
          chain: (0..<32).map { _ in UInt8(number(below: 256)) }))
    }
  }

  private mutating func decision(_ record: Record) -> Decision {
    Decision(
      kind: pick([.approve, .reject, .void, .resolve(key()), .unknown(kind: 77, bytes: [1, 2])]),
      round: UInt32(number(below: 9)), context: record.context, comment: text())
  }

  private mutating func key() -> RegisterKey {
    let outside = ["name", "age", "pay", "day", "moment", "place", "sex", "ills", "gone"]
    switch number(below: 12) {
    case 0: return .field(pick(["area", "definition", "finished", "time_zone", "unit", "other"]))
    case 1: return .row(AnswerKey(question: "/data/people", rows: [row()]))
    case 2: return .row(AnswerKey(question: "/data/people/jobs", rows: [row(), row()]))
    case 3: return .unknown(kind: 200, bytes: [UInt8(number(below: 3))])
    case 4, 5:
      return .answer(
        AnswerKey(question: "/data/people/" + pick(["who", "years"]), rows: [row()]))
    case 6:
      return .answer(
        AnswerKey(question: "/data/people/jobs/" + pick(["boss", "wage"]), rows: [row(), row()]))
    // As many rows as no layout has.
    case 7: return .answer(AnswerKey(question: "/data/people/who", rows: [row(), row()]))
    default: return .answer(AnswerKey(question: "/data/" + pick(outside)))
    }
  }

  private mutating func row() -> RowID {
    number(below: 3) == 0
      ? .minted(UInt64(number(below: 4)) << 40) : .ordinal(UInt32(number(below: 4)))
  }

  private mutating func value(_ record: Record) -> AnswerValue {
    switch number(below: 14) {
    case 0: .cleared
    case 1: .missing(pick(["refused", "dont_know", "another", ""]))
    case 2:
      .attachment(
        Attachment(
          sha256: [UInt8](repeating: 7, count: 32), size: 9, type: "image/jpeg", name: text()))
    case 3: .row(position: UInt32(truncatingIfNeeded: random.next()))
    case 4: .deleted(context: record.context)
    case 5: .unknown(kind: 99, bytes: [3, 2, 1])
    default: .text(text())
    }
  }

  static let texts = [
    "", " ", "1", "2", "3", "robo renta", "renta robo", "otro más", "12", "007", "-4", "-0", "+1",
    "0.1", "13.70", "-13.70", ".5", "5.", "1e3", "999999999999999999", "9999999999999999999",
    "2026-01-05", "2026-02-30", "0000-01-01", "9999-12-31", "2026-1-5",
    "2026-01-05T10:14:52.902-06:00", "2026-01-05T10:14:52.902+00:00", "2026-01-05T24:00:00.000Z",
    "2026-01-05T10:14:52.902-00:00", "2026-01-05T10:61:52.902-06:00",
    "13.6929403 -89.2181911 658.0 4.8", "13.6929403 -89.2181911 658.0", "1 2 3 4 5",
    "Ana María Pérez", "ANA MARÍA", "áÉñÜ", "SeÑor", "iPhone", "¿Quién? ¡Él!", "línea\nlínea",
    "👩‍👩‍👧", "e\u{301}", "\u{E9}", "  dos  espacios ", "casa 00012, pje. 3-B", "日本語", "ß", "\u{0}",
    "definition", "true", "S-01", "America/El_Salvador",
  ]

  mutating func text() -> String {
    if number(below: 8) == 0 {
      return String(repeating: pick(Self.texts), count: 1 + number(below: 12))
    }
    return number(below: 4) == 0 ? pick(Self.texts) + " " + pick(Self.texts) : pick(Self.texts)
  }
}
