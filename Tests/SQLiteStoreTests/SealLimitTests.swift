import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// Whoever sends lines of the seal log without end must not keep the others from decoding.
@Suite struct SealLimitTests {
  let folder = TemporaryFolder()

  @Test func linesAboutOneRecordAreBoundedAndPagesStayWithinABatch() throws {
    let store = try Store.create(at: folder.path, environment: TestWorld().environment)
    let ids = try (0..<17).map { _ in
      try store.seal(store.createResponse(definition: definition, area: "a", author: ana)).id
    }
    for (index, id) in ids.enumerated() {
      let lines = (1...5_000 as ClosedRange<UInt64>).map { revision in
        SealEntry(
          dot: Dot(replica: ReplicaID(high: 9, low: UInt64(index)), revision: revision),
          record: id, stamp: Stamp(author: ana, time: WallTime(milliseconds: 0)), chain: [1])
      }
      let eva = MergeOrigin.client("eva", writingAs: ReplicaID(high: 9, low: 99))
      try store.merge([], seals: lines, from: eva)
    }
    let page = try store.changes(in: "a", after: 0, limit: 100, maxBytes: .max)
    let counts = page.changes.map { change in
      if case .record(_, let seals, _) = change.content { seals.count } else { 0 }
    }
    #expect(counts == Array(repeating: SyncLimits.recordSeals, count: 16))
    #expect(page.hasMore)
    let rest = try store.changes(
      in: "a", after: page.next.sequence, limit: 100, maxBytes: .max)
    #expect(rest.changes.map(\.id) == [ids[16]])
    let sent = try store.outgoing(.all, limit: 100)
    #expect(sent.count == 16)
    #expect(sent.reduce(0) { $0 + $1.seals.count } == SyncLimits.batchSeals)
    #expect(Set(try store.logLines().map(\.code)) == ["SEALS-FULL"])
    #expect(try store.logLines().count == 17)
  }
}
