import Foundation
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import Testing

@testable import Campo

/// Bundles that carry what two copies of one device wrote under one identity.
@Suite struct ForkedBundleTests {
  private let folder = NSTemporaryDirectory() + "campo-fork-" + UUID().uuidString
  private let device = ReplicaID(high: 0xA, low: 1)
  private let author = Author(name: "ana", role: .enumerator)
  private let time = WallTime(milliseconds: 1_700_000_000_000)

  private func record(_ number: UInt64, age: String, revision: UInt64) -> Record {
    var record = Record(id: RecordID(high: 7, low: number), kind: .response)
    var pending = PendingWrites(author: author)
    let key = RegisterKey.answer(AnswerKey(question: "/data/age"))
    pending.writes[key] = .init(value: .text(age), supersedes: [])
    record.seal(pending, as: Dot(replica: device, revision: revision), at: time)
    return record
  }

  private func line(_ record: Record, revision: UInt64, chain: UInt8) -> SealEntry {
    SealEntry(
      dot: Dot(replica: device, revision: revision), record: record.id,
      stamp: Stamp(author: author, time: time), chain: [UInt8](repeating: chain, count: 32))
  }

  /// A bundle of both copies' states of one response, behind `others` more responses.
  private func bundle(_ states: [Record], others: UInt64, named name: String) throws -> String {
    let rest = (0..<others).map { record($0 + 1, age: "40", revision: $0 + 1) }
    var writer = BundleWriter()
    var bytes = writer.begin(
      BundleHeader(producer: device, author: author, created: time, definitions: []))
    bytes += writer.seals(
      states.enumerated().map { line($1, revision: others + 1, chain: UInt8($0 + 1)) })
    for state in rest + states {
      bytes += writer.record(EncodedRecord(id: state.id, bytes: RecordCoder.encode(state)))
    }
    bytes += writer.end()
    let path = "\(folder)/\(name).bundle"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Both answers are there side by side, wherever a batch of the import may end and whichever state
  /// was here before, though nothing in the bundle says which line is whose.
  @Test(arguments: [0, 199, 200] as [UInt64], [false, true])
  func bothCopiesAnswersAreKept(others: UInt64, isOneHere: Bool) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let states = ["31", "32"].map { record(others + 1, age: $0, revision: others + 1) }
    let store = try Store.create(at: "\(folder)/store.campo")
    if isOneHere {
      try BundleImport(into: store).take(bundle([states[0]], others: others, named: "one"))
    }
    try BundleImport(into: store).take(bundle(states, others: others, named: "both"))

    let age = RegisterKey.answer(AnswerKey(question: "/data/age"))
    let merged = try store.load(states[0].id).record
    #expect(Set(merged.entries(of: age).map(\.value)) == [.text("31"), .text("32")])
    #expect(try store.quarantined().isEmpty)
  }
}
