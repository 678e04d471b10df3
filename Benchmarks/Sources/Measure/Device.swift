import Interviewing
import RecordCoding
import Replication
import SyncProtocol

/// A machine that seals, as those see it whom its records reach: a replica with its seal log.
struct Device {
  let author: Author
  let replica: ReplicaID
  private(set) var chain = Chain()

  init(_ author: Author, number: UInt64) {
    self.author = author
    replica = ReplicaID(high: 0x9E37_79B9 &* number, low: number)
  }

  /// Seals what its author wrote and returns the line of its log.
  mutating func seal(_ pending: PendingWrites, into record: inout Record) -> SealEntry {
    let dot = Dot(replica: replica, revision: chain.revision + 1)
    let time = WallTime(milliseconds: Subject.start + Int64(dot.revision))
    record.seal(pending, as: dot, at: time)
    let line = SealEntry(
      dot: dot, record: record.id, stamp: Stamp(author: author, time: time),
      chain: Self.chain(of: dot))
    chain = Chain(revision: dot.revision, hash: line.chain)
    return line
  }

  /// What stands in a line for the hash of all before it: nobody but its author can tell.
  private static func chain(of dot: Dot) -> [UInt8] {
    var generator = SeededGenerator(seed: dot.replica.low &* 0x1_0000_0001 &+ dot.revision)
    return (0..<4).flatMap { _ in generator.next().bytes }
  }

  /// The line that it wrote when it sealed this.
  static func line(_ dot: Dot, of record: Record) -> SealEntry? {
    record.stamps[dot].map {
      SealEntry(dot: dot, record: record.id, stamp: $0, chain: chain(of: dot))
    }
  }
}

extension UInt64 {
  fileprivate var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) }
  }
}
