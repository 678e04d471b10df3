import Crypto
import Interviewing
import RecordCoding
import RecordPacking
import Replication
import SyncProtocol

/// What an interview takes on the wire with everything that belongs to it, alone and in a batch of a
/// hundred of one device; and what packing and unpacking it costs.
struct PackingMeasure {
  /// One device's interviews, in the order of their sealing.
  struct Sealed: Decodable {
    struct Interview: Decodable {
      let id: String
      let time: Int64
      let answers: Workload.Answers
    }
    let author: String
    let interviews: [Interview]
  }

  private let devices: [Sealed]
  private var workload: Workload
  private let layout: RecordLayout

  private static let batch = 100
  private static let area = "S-01"

  init(form: String, interviews path: String) throws {
    workload = try Workload(form: form)
    devices = try Workload.read([Sealed].self, path)
    layout = RecordLayout(workload.form)
  }

  mutating func run() throws {
    var alone = Total()
    var together = Total()
    for device in devices {
      let replica = ReplicaID(
        high: Self.hash(Array(device.author.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
        low: Self.hash(Array(device.author.utf8)).suffix(8).reduce(0) { $0 << 8 | UInt64($1) })
      var chain = Chain()
      var waiting: [PackedGroup.Member] = []
      for interview in device.interviews {
        let member = try self.member(interview, device.author, replica, &chain)
        let sender = PackingSender(
          replica: replica, chain: chain,
          author: Author(name: device.author, role: .enumerator), area: Self.area)
        try alone.add([member], layout, sender)
        waiting.append(member)
        guard waiting.count == Self.batch else { continue }
        try together.add(waiting, layout, sender)
        waiting = []
      }
    }
    alone.report("alone")
    together.report("batch")
  }

  private mutating func member(
    _ interview: Sealed.Interview, _ name: String, _ replica: ReplicaID, _ chain: inout Chain
  ) throws -> PackedGroup.Member {
    let digits = interview.id.filter { $0 != "-" }
    let id = RecordID(
      high: UInt64(digits.prefix(16), radix: 16) ?? 0,
      low: UInt64(digits.suffix(16), radix: 16) ?? 0)
    let author = Author(name: name, role: .enumerator)
    var (record, writes) = try workload.response(
      interview.answers, id: id, area: Self.area, author: author)
    let dot = Dot(replica: replica, revision: chain.revision + 1)
    let stamp = Stamp(author: author, time: WallTime(milliseconds: interview.time))
    record.seal(writes, as: dot, at: stamp.time)
    let line = SealEntry(
      following: chain.hash, dot: dot, record: id, stamp: stamp,
      content: RecordCoder.encodeChange(writes, nil), hash: Self.hash)
    chain = Chain(revision: dot.revision, hash: line.chain)
    return PackedGroup.Member(record: record, lines: [line])
  }

  private static func hash(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

  /// What groups of one size add up to.
  private struct Total {
    var interviews = 0
    var bytes = 0
    var canonical = 0
    var packing = 0.0
    var unpacking = 0.0

    mutating func add(
      _ members: [PackedGroup.Member], _ layout: RecordLayout, _ sender: PackingSender
    ) throws {
      var packed: [UInt8] = []
      packing += try Stopwatch.time(1) {
        packed = try PackedGroup.pack(members, layout, from: sender)
      }
      var back: [PackedGroup.Member] = []
      unpacking += try Stopwatch.time(1) {
        back = try PackedGroup.unpack(packed, layout, from: sender).map(\.member)
      }
      guard back == members else { throw Different() }
      interviews += members.count
      bytes += packed.count
      canonical += members.reduce(0) { $0 + RecordCoder.encode($1.record).count }
    }

    func report(_ name: String) {
      let count = Double(interviews)
      Measure.report("\(name)_interviews", count)
      Measure.report("\(name)_bytes", Double(bytes) / count)
      Measure.report("\(name)_canonical_bytes", Double(canonical) / count)
      Measure.report("\(name)_pack_ns", packing / count)
      Measure.report("\(name)_unpack_ns", unpacking / count)
    }
  }

  /// What came out is not what went in.
  private struct Different: Error {}
}
