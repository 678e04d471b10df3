import QuestionnaireLanguage
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// A questionnaire with every construct whose rows or text somebody could blow up.
private let questionnaire = Array(
  """
  id: hostil
  version: "1"
  choices:
    yes_no: [{name: "yes", label: Sí}, {name: "no", label: No}]
  survey:
    - {type: integer, name: members, label: Cuántos}
    - type: repeat
      name: member
      repeat_count: ${members}
      items:
        - {type: text, name: name, label: Nombre}
        - {type: integer, name: age, label: Edad, constraint: ". < 120"}
        - type: repeat
          name: job
          items:
            - {type: select_multiple yes_no, name: kinds, label: Tipos}
    - {type: calculate, name: total, calculation: "sum(${age})"}
    - {type: geopoint, name: place, label: Lugar}
    - {type: date, name: day, label: Día, constraint: ". < today()"}
  """.utf8)

private let questions = [
  "/data/members", "/data/member", "/data/member/name", "/data/member/age", "/data/member/job",
  "/data/member/job/kinds", "/data/total", "/data/place", "/data/day", "/data", "", "/", "//x",
]

private let texts = [
  "", "0", "-1", "3", "1000000000", "99999999999999999999999", "1e400", "NaN", "yes no maybe",
  "2024-02-31", "9999999-01-01", "13.7 -89 0 0; x", "\u{0}", String(repeating: "x", count: 10_000),
  String(repeating: "( ", count: 5_000),
]

private struct HostileSource {
  var random: SeededGenerator

  mutating func row() -> RowID {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .ordinal(UInt32.random(in: 0...3, using: &random))
    case 1: .ordinal(.max)
    default: .minted(UInt64.random(in: 0...2, using: &random))
    }
  }

  mutating func key() -> RegisterKey {
    let question = questions.randomElement(using: &random) ?? ""
    let rows = (0..<Int.random(in: 0...4, using: &random)).map { _ in row() }
    let key = AnswerKey(question: question, rows: rows)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return .field(question)
    case 1: return .unknown(kind: 200, bytes: [1, 2])
    case 2, 3: return .row(key)
    default: return .answer(key)
    }
  }

  mutating func value() -> AnswerValue {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: .cleared
    case 1: .missing(texts.randomElement(using: &random) ?? "")
    case 2: .row(position: UInt32.random(in: 0 ... .max, using: &random))
    case 3: .deleted(context: VersionVector())
    case 4: .unknown(kind: 250, bytes: [9])
    case 5: .attachment(Attachment(sha256: [1], size: .max, type: "x", name: "../../etc/passwd"))
    default: .text(texts.randomElement(using: &random) ?? "")
    }
  }
}

/// splitmix64.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Test(arguments: 1...60 as ClosedRange<UInt64>)
func hostileRecordIsKeptCheckedAndStopsNothing(seed: UInt64) throws {
  let server = try TestServer()
  let definition = try server.service.publish(
    QuestionnaireFile.read(questionnaire, name: "hostil.yaml")
  ).definition.hash
  var source = HostileSource(random: SeededGenerator(state: seed))
  let device = ReplicaID(high: 1, low: seed)
  var pending = PendingWrites(author: Author(name: "eva", role: .enumerator))
  for _ in 0..<200 {
    pending.writes[source.key()] = .init(value: source.value(), supersedes: [])
  }
  pending.writes[.field(RegisterKey.Field.definition)] = .init(
    value: .text(definition), supersedes: [])
  pending.writes[.field(RegisterKey.Field.area)] = .init(value: .text("S-01"), supersedes: [])
  pending.writes[.answer(AnswerKey(question: "/data/members"))] = .init(
    value: .text("1000000000"), supersedes: [])
  var record = Record(id: RecordID(high: 5, low: seed), kind: .response)
  record.seal(
    pending, as: Dot(replica: device, revision: 1),
    at: WallTime(milliseconds: 8_640_000_000_000_000))
  let request = SyncRequest(
    replica: device, chain: Chain(), cursors: [],
    batch: Batch(records: [EncodedRecord(id: record.id, bytes: RecordCoder.encode(record))]))
  let caller = Caller(author: pending.author, areas: ["S-01"])
  let response = try server.service.sync(request, from: caller)
  #expect(response.receipts.count == 1)
  #expect(try server.service.sync(request, from: caller).receipts == response.receipts)
  #expect(try SyncResponse(decoding: response.encoded()) == response)
}
