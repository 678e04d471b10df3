import Campo
import Interviewing
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol

/// Makes a store with many responses: the workload's interviews again and again, sealed by forty
/// enumerators in ten areas, as they come from a server with its verdicts.
struct Filling {
  static let areas = (1...10).map { "S-\($0)" }
  private static let enumerators = 40
  private static let page = 1000

  private var workload: Workload
  private let interviews: [Workload.Answers]

  init(form: String, interviews path: String) throws {
    workload = try Workload(form: form)
    interviews = try Workload.read([Workload.Answers].self, path)
  }

  mutating func run(at path: String, count: Int) throws {
    let client = try SurveyClient.create(
      at: path, author: Author(name: "sara", role: .supervisor), areas: Self.areas)
    _ = try client.keep(workload.questionnaire)
    let store = try Store.open(at: path)
    var devices = (0..<Self.enumerators).map { number in
      Device(Author(name: "enc\(number)", role: .enumerator), number: UInt64(number + 1))
    }
    var identities = SeededGenerator(seed: UInt64(count))
    for start in stride(from: 0, to: count, by: Self.page) {
      var records: [EncodedRecord] = []
      var lines: [SealEntry] = []
      for number in start..<min(start + Self.page, count) {
        let author = number % Self.enumerators
        var (record, pending) = try workload.response(
          interviews[number % interviews.count],
          id: RecordID(high: identities.next(), low: identities.next()),
          area: Self.areas[number % Self.areas.count], author: devices[author].author)
        lines.append(devices[author].seal(pending, into: &record))
        records.append(EncodedRecord(id: record.id, bytes: RecordCoder.encode(record)))
      }
      try store.merge(
        records, seals: lines, from: .upstream,
        checking: { [Verdict.documentKind: verdict(on: $0).document] })
    }
    try store.close()
  }

  private func verdict(on record: Record) -> Verdict {
    Verdict(
      record: record.id, contextDigest: [UInt8](repeating: 1, count: 32),
      definition: workload.form.hash, state: .valid, violations: [])
  }
}
