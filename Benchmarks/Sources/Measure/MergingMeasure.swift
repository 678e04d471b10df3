import RecordCoding
import Replication

/// What joining two states of one interview costs, that two people edited apart: in memory, each
/// state read from its own bytes, as a server has them.
struct MergingMeasure {
  private let pairs: [Pair]
  /// Pairs that are in memory at once.
  private static let chunk = 1000
  private static let rounds = 5

  init(pairs path: String) throws {
    pairs = try Workload.read([Pair].self, path)
  }

  func run() throws {
    var nanoseconds = 0.0
    var conflicts = 0
    var bytes = 0
    for start in stride(from: 0, to: pairs.count, by: Self.chunk) {
      let states = try pairs[start..<min(start + Self.chunk, pairs.count)].map { pair in
        let (a, b) = Self.edited(pair)
        let (first, second) = (RecordCoder.encode(a), RecordCoder.encode(b))
        bytes += first.count + second.count
        // As the store reads what it has and what arrives.
        var known = KnownKeys()
        return (
          try RecordCoder.decode(first, sharing: &known),
          try RecordCoder.decode(second, sharing: &known)
        )
      }
      conflicts += states.reduce(0) { $0 + $1.0.merged(with: $1.1).conflicts.count }
      nanoseconds += Stopwatch.median(
        (0..<Self.rounds).map { _ in
          Stopwatch.time(1) { for (a, b) in states { keep(a.merged(with: b)) } }
        })
    }
    Measure.report("pairs", Double(pairs.count))
    Measure.report("merge_ns", nanoseconds / Double(pairs.count))
    Measure.report("conflicts", Double(conflicts))
    Measure.report("bytes", Double(bytes) / Double(2 * pairs.count))
  }

  private static func edited(_ pair: Pair) -> (Record, Record) {
    var base = Record(id: RecordID(high: 1, low: 2), kind: .response)
    var asked = PendingWrites(author: Author(name: "ana", role: .enumerator))
    asked.save(.text("America/El_Salvador"), to: .field(RegisterKey.Field.timeZone), shown: base)
    for answer in pair.base {
      asked.save(.text(answer[1]), to: RegisterKey(path: answer[0]), shown: base)
    }
    base.seal(asked, as: dot(1), at: WallTime(milliseconds: Subject.start))
    return (after(pair.a, by: "sara", dot(2), base), after(pair.b, by: "luis", dot(3), base))
  }

  private static func after(
    _ edits: [String: String], by name: String, _ dot: Dot, _ base: Record
  ) -> Record {
    var edited = base
    var writes = PendingWrites(author: Author(name: name, role: .supervisor))
    for (path, text) in edits { writes.save(.text(text), to: RegisterKey(path: path), shown: base) }
    edited.seal(writes, as: dot, at: WallTime(milliseconds: Subject.start + 1000))
    return edited
  }

  private static func dot(_ replica: UInt64) -> Dot {
    Dot(replica: ReplicaID(high: 0x9E37_79B9 &* replica, low: replica), revision: 1)
  }
}
