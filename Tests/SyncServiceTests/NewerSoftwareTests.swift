import Campo
import Foundation
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// Paths of newer definitions and kinds of newer software pass through device, bundle and server.
@Suite struct NewerSoftwareTests {
  private let author = Author(name: "ana", role: .enumerator)

  /// A state as newer software writes it: a record, keys, values and a decision of unknown kinds.
  private func strange(_ low: UInt64, kind: UInt8) -> Record {
    var record = Record(id: RecordID(high: 9, low: low), kind: .init(rawValue: kind))
    var pending = PendingWrites(author: author)
    let writes: [(RegisterKey, AnswerValue)] = [
      (.field(RegisterKey.Field.area), .text("S-01")),
      (.field("household_link"), .text("new")),
      (.unknown(kind: 77, bytes: [1, 2, 3]), .text("key")),
      (answerKey("question_of_tomorrow"), .unknown(kind: 99, bytes: [4, 5])),
      (.answer(AnswerKey(question: "/data/r/x", rows: [.minted(3)])), .text("no row")),
    ]
    for (key, value) in writes { pending.save(value, to: key, shown: record) }
    let decision = Decision(
      kind: .unknown(kind: 50, bytes: [6]), round: 3, context: VersionVector(), comment: "?")
    record.seal(
      pending, decision: decision,
      as: Dot(replica: ReplicaID(high: 5, low: low), revision: 1), at: WallTime(milliseconds: 7))
    return record
  }

  @Test(arguments: [1, 3, 200] as [UInt8])
  func whatIsNotUnderstoodIsKeptMergedAndForwarded(kind: UInt8) async throws {
    let server = try TestServer()
    let (ana, beto) = (
      try TestDevice(at: server, name: "ana"), try TestDevice(at: server, name: "beto")
    )
    let record = strange(1, kind: kind)
    let bytes = RecordCoder.encode(record)
    try ana.store.merge([EncodedRecord(id: record.id, bytes: bytes)], from: .peer("usb"))
    #expect(try await ana.sync().quarantined.isEmpty)
    try await beto.sync()
    for store in [ana.store, server.store, beto.store] {
      #expect(try store.outgoing(.all, limit: 9).map(\.bytes) == [bytes])
      #expect(try store.quarantined().isEmpty)
    }
    // Somebody who understands none of it writes beside it.
    try beto.write(["age": "3"], to: record.id)
    try await beto.sync()
    try await ana.sync()
    let merged = try ana.record(record.id)
    #expect(merged.value(of: answerKey("age")) == .text("3"))
    for (key, entries) in record.registers { #expect(merged.registers[key] == entries) }
    #expect(merged.decisions == record.decisions)
  }

  /// Joining bundles without a store changes none of it.
  @Test func aBundleCarriesWhatIsNotUnderstood() throws {
    let record = strange(2, kind: 200)
    let encoded = EncodedRecord(id: record.id, bytes: RecordCoder.encode(record))
    let header = BundleHeader(
      producer: ReplicaID(high: 1, low: 1), author: author, created: WallTime(milliseconds: 0),
      definitions: [])
    let bundle = Bundle(
      header: header, batch: Batch(records: [encoded]), unknown: [])
    let (joined, report) = Bundle.merge(
      [bundle, bundle], producer: header.producer, author: author, created: header.created)
    #expect(joined.batch.records == [encoded] && report.unreadable.isEmpty)
  }
}
