import Dispatch
import QuestionnaireLanguage
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization

/// What it costs a server to take in states of interviews that it holds in another state: read,
/// merged, checked against the questionnaire and on the disk, a hundred a transaction, by two
/// devices at once. Beside it bare SQLite writes the same bytes, a hundred a transaction.
struct DurableMeasure {
  private let pairs: [Pair]
  private let folder: String
  private var workload: Workload
  private var enumerator = Device(Author(name: "ana", role: .enumerator), number: 1)
  private var supervisor = Device(Author(name: "sara", role: .supervisor), number: 2)
  private var others = [3, 4].map { Device(Author(name: "luis", role: .supervisor), number: $0) }

  static let transaction = 100
  /// Pairs that are in memory at once, and after which it is the peer's turn.
  private static let chunk = 2000

  init(form: String, pairs path: String, in folder: String) throws {
    workload = try Workload(form: form)
    pairs = try Workload.read([Pair].self, path)
    self.folder = folder
  }

  mutating func run() throws {
    let service = SyncService(store: try ServerData.open(at: folder + "/server"))
    _ = try service.publish(workload.questionnaire)
    let stored = try RawSQLite(reading: folder + "/server/campo.sqlite")
    let peer = try RawSQLite(
      creating: folder + "/raw.sqlite",
      table: "CREATE TABLE record (n INTEGER PRIMARY KEY, state BLOB NOT NULL) STRICT")
    var ours = 0.0
    var raw = 0.0
    var bytes = 0
    for start in stride(from: 0, to: pairs.count, by: Self.chunk) {
      let part = try requests(start..<min(start + Self.chunk, pairs.count))
      for request in part.first { _ = try service.sync(request, from: Caller(supervisor)) }
      ours += try time(part.second, at: service)
      let states = try Self.states(in: stored, after: start)
      bytes += states.reduce(0) { $0 + $1.bytes.count }
      raw += try Self.time(writing: states, to: peer)
    }
    let count = Double(pairs.count)
    Measure.report("pairs", count)
    Measure.report("ours_ns", ours / count)
    Measure.report("raw_ns", raw / count)
    Measure.report("bytes", Double(bytes) / count)
    let conflicts = "SELECT count(*), x'' FROM record WHERE conflicts > 0"
    Measure.report("conflicts", Double(try stored.statement(conflicts).row()?.numbers[0] ?? 0))
    let valid = "SELECT count(*), x'' FROM document WHERE kind = 'verdict' AND status IN (1, 2)"
    Measure.report("checked", Double(try stored.statement(valid).row()?.numbers[0] ?? 0))
  }

  /// What the first person's device sends, then what each of the second person's devices does.
  private mutating func requests(
    _ range: Range<Int>
  ) throws -> (first: [SyncRequest], second: [[SyncRequest]]) {
    var first: [SyncRequest] = []
    var second: [[SyncRequest]] = others.map { _ in [] }
    for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.transaction) {
      let turn = start / Self.transaction % others.count
      var batches = (Batch(), Batch())
      for number in start..<min(start + Self.transaction, range.upperBound) {
        let pair = pairs[number]
        var (base, asked) = try workload.response(
          pair.base, id: RecordID(high: 1, low: UInt64(number)), area: "S-01",
          author: enumerator.author)
        let line = enumerator.seal(asked, into: &base)
        let a = Self.after(pair.a, base, &supervisor)
        let b = Self.after(pair.b, base, &others[turn])
        batches.0.add(a.record, [line, a.line])
        batches.1.add(b.record, [line, b.line])
      }
      first.append(SyncRequest(from: supervisor, batches.0))
      second[turn].append(SyncRequest(from: others[turn], batches.1))
    }
    return (first, second)
  }

  private static func after(
    _ edits: [String: String], _ base: Record, _ device: inout Device
  ) -> (record: Record, line: SealEntry) {
    var edited = base
    var writes = PendingWrites(author: device.author)
    for (path, text) in edits { writes.save(.text(text), to: RegisterKey(path: path), shown: base) }
    let line = device.seal(writes, into: &edited)
    return (edited, line)
  }

  /// Nanoseconds until all devices have their receipts.
  private func time(_ requests: [[SyncRequest]], at service: SyncService) throws -> Double {
    let failures = Mutex<[any Error]>([])
    let callers = others.map(Caller.init)
    let nanoseconds = Stopwatch.time(1) {
      DispatchQueue.concurrentPerform(iterations: requests.count) { device in
        do {
          for request in requests[device] {
            keep(try service.sync(request, from: callers[device]))
          }
        } catch {
          failures.withLock { $0.append(error) }
        }
      }
    }
    if let failure = failures.withLock({ $0.first }) { throw failure }
    return nanoseconds
  }

  private static func states(
    in stored: RawSQLite, after start: Int
  ) throws -> [(number: Int64, bytes: [UInt8])] {
    let next = try stored.statement("SELECT n, state FROM record WHERE n > ? ORDER BY n LIMIT 1")
    var states: [(number: Int64, bytes: [UInt8])] = []
    var last = Int64(start)
    while let row = try next.row([last]) {
      last = row.numbers[0]
      states.append((last, row.bytes))
    }
    return states
  }

  private static func time(
    writing states: [(number: Int64, bytes: [UInt8])], to peer: RawSQLite
  ) throws -> Double {
    let begin = try peer.statement("BEGIN IMMEDIATE")
    let insert = try peer.statement("INSERT INTO record (n, state) VALUES (?, ?)")
    let commit = try peer.statement("COMMIT")
    return try Stopwatch.time(1) {
      for start in stride(from: 0, to: states.count, by: transaction) {
        try begin.run()
        for state in states[start..<min(start + transaction, states.count)] {
          try insert.run([state.number], state.bytes)
        }
        try commit.run()
      }
    }
  }
}

extension Batch {
  fileprivate mutating func add(_ record: Record, _ lines: [SealEntry]) {
    records.append(EncodedRecord(id: record.id, bytes: RecordCoder.encode(record)))
    seals += lines
  }
}

extension SyncRequest {
  fileprivate init(from device: Device, _ batch: Batch) {
    self.init(replica: device.replica, chain: device.chain, cursors: [], batch: batch)
  }
}

extension Caller {
  /// Who follows no area: only what it hands over is measured.
  fileprivate init(_ device: Device) { self.init(author: device.author, areas: []) }
}
