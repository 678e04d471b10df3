import Replication

/// A small generator with a seed (SplitMix64), so that a failing record can be made again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Makes records that hold everything a record can hold, by sealing and merging at random.
struct RecordMaker {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func record() -> Record {
    var first = Record(id: RecordID(high: random.next(), low: random.next()), kind: .response)
    for _ in 0..<number(below: 4) { seal(&first, replica: 1) }
    var second = first
    for _ in 0..<number(below: 4) { seal(&second, replica: 2) }
    for _ in 0..<number(below: 4) { seal(&first, replica: 3) }
    first.merge(second)
    return first
  }

  mutating func number(below limit: Int) -> Int { Int(random.next() % UInt64(limit)) }

  mutating func pendingWrites(_ shown: Record) -> PendingWrites {
    var pending = PendingWrites(
      author: Author(
        name: text(), role: Author.Role.allCases[number(below: Author.Role.allCases.count)]))
    for _ in 0..<number(below: 8) { pending.save(value(shown), to: key(), shown: shown) }
    return pending
  }

  private mutating func seal(_ record: inout Record, replica: UInt64) {
    let replica = ReplicaID(high: replica << 60, low: replica)
    let revision = record.context[replica] + 1 + UInt64(number(below: 300))
    record.seal(
      pendingWrites(record), decision: number(below: 3) == 0 ? decision(record) : nil,
      as: Dot(replica: replica, revision: revision),
      at: WallTime(milliseconds: Int64(bitPattern: random.next()) >> Int64(12 + number(below: 48))))
  }

  mutating func decision(_ record: Record) -> Decision {
    let kinds: [Decision.Kind] = [
      .approve, .reject, .void, .resolve(key()), .unknown(kind: 77, bytes: bytes()),
    ]
    return Decision(
      kind: kinds[number(below: kinds.count)], round: UInt32(truncatingIfNeeded: random.next()),
      context: record.context, comment: text())
  }

  mutating func key() -> RegisterKey {
    let questions = ["/data/a", "/data/a/b", "/data/a/bc", "/data/ñandú", "/data/r/c", ""]
    let question = questions[number(below: questions.count)]
    let rows = (0..<number(below: 3)).map { _ in row() }
    switch number(below: 4) {
    case 0: return .field(question)
    case 1: return .row(AnswerKey(question: question, rows: rows + [row()]))
    case 2: return .unknown(kind: 200, bytes: bytes())
    default: return .answer(AnswerKey(question: question, rows: rows))
    }
  }

  private mutating func row() -> RowID {
    number(below: 2) == 0
      ? .minted(random.next()) : .ordinal(UInt32(truncatingIfNeeded: random.next()))
  }

  private mutating func value(_ record: Record) -> AnswerValue {
    switch number(below: 8) {
    case 0: .cleared
    case 1: .missing("refused")
    case 2:
      .attachment(
        Attachment(
          sha256: (0..<32).map { _ in UInt8(number(below: 256)) }, size: random.next(),
          type: "image/jpeg", name: text()))
    case 3: .row(position: UInt32(truncatingIfNeeded: random.next()))
    case 4: .deleted(context: record.context)
    case 5: .unknown(kind: 99, bytes: bytes())
    default: .text(text())
    }
  }

  private mutating func text() -> String {
    let texts = ["", "12", "0.1", "a b", "¿Quién?", "línea\nlínea", "👩‍👩‍👧", "e\u{301}", "\u{E9}"]
    return texts[number(below: texts.count)]
  }

  mutating func bytes() -> [UInt8] {
    (0..<number(below: 20)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }
}
