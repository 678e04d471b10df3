import Interviewing
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import SyncService

/// What a synchronization with ten changes costs servers with stores of several sizes: a supervisor hands
/// ten corrections in, and another device of the area, which was up to date, gets them. Each size in turn.
struct FlatMeasure {
  private var sizes: [FlatServer]

  static let rounds = 200

  /// - Parameter stores: folders that `Filling` filled.
  init(form: String, stores: [String]) throws {
    let hash = try Workload(form: form).form.hash
    sizes = try stores.map { path in
      let service = SyncService(store: try ServerData.open(at: path))
      // Not as an office does, which would check every response first.
      guard let definition = try service.store.definition(hash: hash) else {
        preconditionFailure("whoever fills a store keeps the questionnaire")
      }
      try service.store.put(definition, published: true)
      return try FlatServer(service)
    }
  }

  mutating func run() throws {
    for turn in 0..<Self.rounds {
      for place in sizes.indices { try sizes[place].play(turn) }
    }
    for size in sizes {
      Measure.report("hand_\(size.count)", Stopwatch.median(size.handing))
      Measure.report("get_\(size.count)", Stopwatch.median(size.getting))
    }
  }
}

/// One server, and how long it took.
private struct FlatServer {
  let count: Int
  private(set) var handing: [Double] = []
  private(set) var getting: [Double] = []
  private let service: SyncService
  private var supervisor = Device(Author(name: "luis", role: .supervisor), number: 1000)
  private let follower = Device(Author(name: "sara", role: .supervisor), number: 1001)
  private let catalogue: [UInt8]
  private let area: String
  /// Of the area, all over the store.
  private let places: [Int64]
  private var cursors: [String: [Cursor]] = [:]
  /// What the supervisor sealed, by record.
  private var lines: [RecordID: [SealEntry]] = [:]

  private static let changes = 10
  /// Goes to and fro in a store; a prime that divides no size.
  private static let step = 7919

  init(_ service: SyncService) throws {
    self.service = service
    count = try service.store.summaries().count
    area = Filling.areas[0]
    let each = Filling.areas.count
    places = (0..<Int64(count / each)).map { $0 * Int64(each) }
    catalogue = DefinitionCatalogue.digest(
      try service.store.definitions(publishedOnly: true).map(\.hash))
    // Both begin with all of the area behind them.
    for device in [supervisor, follower] {
      var more = true
      while more {
        more = try sync(device, Batch()).hasMore
      }
    }
  }

  mutating func play(_ turn: Int) throws {
    var batch = Batch()
    for change in 0..<Self.changes {
      let number = (turn * Self.changes + change) * Self.step % places.count
      guard let id = try service.store.summaries(after: places[number], limit: 1).first?.id else {
        continue
      }
      let before = try service.store.load(id).record
      var edited = before
      var writes = PendingWrites(author: supervisor.author)
      writes.save(
        .text("corregido \(turn)"), to: RegisterKey(path: "/data/ident_a06"), shown: before)
      let line = supervisor.seal(writes, into: &edited)
      batch.records.append(EncodedRecord(id: id, bytes: RecordCoder.encode(edited)))
      // All lines about a record come with it.
      lines[id, default: []].append(line)
      batch.seals += lines[id] ?? []
    }
    handing.append(try Stopwatch.time(1) { keep(try sync(supervisor, batch)) })
    getting.append(
      try Stopwatch.time(1) {
        let got = try sync(follower, Batch()).changes.records.count
        precondition(got == batch.records.count, "\(got) changes came")
      })
  }

  private mutating func sync(_ device: Device, _ batch: Batch) throws -> SyncResponse {
    let request = SyncRequest(
      replica: device.replica, chain: device.chain, cursors: cursors[device.author.name] ?? [],
      batch: batch, catalogue: catalogue, wantsReceipts: true, readsPlain: true,
      wordsVerdicts: true)
    let response = try service.sync(request, from: Caller(author: device.author, areas: [area]))
    cursors[device.author.name] = response.cursors
    return response
  }
}
