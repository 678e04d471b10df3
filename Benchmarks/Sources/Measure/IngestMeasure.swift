import Foundation
import Interviewing
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization

/// A bounded load on a running server: devices that hand interviews over at once, each over its own
/// connection, a thread each.
struct IngestMeasure {
  private let folder: String
  private var workload: Workload

  private var enrolments: String { folder + "/enrolments.json" }
  private var acknowledged: String { folder + "/acknowledged.json" }
  private var server: String { folder + "/server" }

  init(form: String, in folder: String) throws {
    workload = try Workload(form: form)
    self.folder = folder
  }

  /// Makes a server's data with the questionnaire and so many enrolled devices.
  func begin(devices: Int) throws {
    let service = SyncService(store: try ServerData.open(at: server))
    _ = try service.publish(workload.questionnaire)
    let made = try (1...UInt64(devices)).map { number in
      let device = IngestDevice.device(number)
      let area = "S-\(number)"
      let code = try service.makeCode(for: device.author, areas: [area])
      let token = try service.enrol(EnrolRequest(code: code.text, replica: device.replica)).token
      return IngestDevice.Enrolment(number: number, area: area, token: token)
    }
    try JSONEncoder().encode(made).write(to: URL(filePath: enrolments))
    try service.store.close()
  }

  /// What devices do in a run.
  struct Load {
    /// Devices that hand interviews over.
    let active: Int
    /// Devices that are connected, those included.
    let connected: Int
    let requests: Int
    let interviewsPerRequest: Int
  }

  /// Plays a load; where the server is gone in the middle, as far as it came.
  mutating func send(_ load: Load, interviews path: String, to port: UInt16) throws {
    let interviews = try Workload.read([Workload.Answers].self, path)
    let known = try JSONDecoder().decode(
      [IngestDevice.Enrolment].self, from: Data(contentsOf: URL(filePath: enrolments)))
    let catalogue = DefinitionCatalogue.digest([workload.form.hash])
    var devices = known.prefix(load.connected).map { IngestDevice($0, catalogue: catalogue) }
    var next = 0
    for place in 0..<load.active {
      for _ in 0..<load.requests {
        let end = next + load.interviewsPerRequest
        try devices[place].seal(
          (next..<end).map { interviews[$0 % interviews.count] }, &workload)
        next = end
      }
    }
    let run = IngestRun(port: port)
    // For whoever wants to kill the server in the middle.
    Measure.report("begun", 1)
    fflush(nil)
    try run.play(devices, active: load.active)
    let found = run.result
    try JSONEncoder().encode(found.acknowledged.map { [$0.high, $0.low] })
      .write(to: URL(filePath: acknowledged))
    Measure.report("interviews", Double(next))
    Measure.report("acknowledged", Double(found.acknowledged.count))
    Measure.report("seconds", found.seconds)
    let ascending = found.latencies.sorted()
    for (name, part) in [("p50_s", 0.5), ("p99_s", 0.99)] where !ascending.isEmpty {
      Measure.report(name, ascending[min(Int(Double(ascending.count) * part), ascending.count - 1)])
    }
  }

  /// Counts what was acknowledged, and what of it the server's data hold.
  func count() throws {
    let ids = try JSONDecoder().decode(
      [[UInt64]].self, from: Data(contentsOf: URL(filePath: acknowledged)))
    let store = try ServerData.open(at: server)
    let places = try store.feedPlaces(of: ids.map { RecordID(high: $0[0], low: $0[1]) })
    Measure.report("acknowledged", Double(ids.count))
    Measure.report("held", Double(places.count))
    try store.close()
  }
}

/// The threads of a load, and what they found.
private final class IngestRun: Sendable {
  struct Result {
    var acknowledged: [RecordID] = []
    var latencies: [Double] = []
    var seconds = 0.0
    var failure: (any Error)?
  }

  private static let stackBytes = 512 << 10

  private let port: UInt16
  private let found = Mutex(Result())
  private let gate = DispatchSemaphore(value: 0)

  init(port: UInt16) { self.port = port }

  var result: Result { found.withLock { $0 } }

  /// Connects all devices, then lets the first ones hand over what waits. All stay connected to the end.
  func play(_ devices: [IngestDevice], active: Int) throws {
    var idle: [(HTTPConnection, IngestDevice)] = []
    for device in devices[active...] {
      let connection = try HTTPConnection(port: port)
      _ = try Self.post(device.request(), of: device, over: connection)
      idle.append((connection, device))
    }
    let group = DispatchGroup()
    for device in devices[..<active] {
      let connection = Connected(try HTTPConnection(port: port))
      group.enter()
      let thread = Thread { [self] in
        gate.wait()
        hand(over: device, connection.connection)
        group.leave()
      }
      thread.stackSize = Self.stackBytes
      thread.start()
    }
    let nanoseconds = Stopwatch.time(1) {
      for _ in 0..<active { gate.signal() }
      group.wait()
    }
    keep(idle)
    found.withLock { $0.seconds = nanoseconds / 1e9 }
    if let failure = result.failure { throw failure }
  }

  private func hand(over device: IngestDevice, _ connection: HTTPConnection) {
    var device = device
    do {
      for (batch, chain) in device.waiting {
        let request = device.request(batch, chain)
        var response: SyncResponse?
        let time = try Stopwatch.time(1) {
          response = try Self.post(request, of: device, over: connection)
        }
        guard let response else { return }
        let ids = device.take(response, to: batch)
        found.withLock { result in
          result.acknowledged += ids
          result.latencies.append(time / 1e9)
        }
      }
    } catch HTTPConnection.Failure.closed {
      // The server was killed: what counts is what it had acknowledged.
    } catch {
      found.withLock { $0.failure = error }
    }
  }

  private static func post(
    _ request: SyncRequest, of device: IngestDevice, over connection: HTTPConnection
  ) throws -> SyncResponse {
    try SyncResponse(
      messageBytes: connection.post(
        WireFormat.syncPath, type: WireFormat.mediaType, token: device.enrolment.token,
        request.messageBytes))
  }
}

/// A connection on its way to the one thread that uses it.
private final class Connected: @unchecked Sendable {
  let connection: HTTPConnection
  init(_ connection: HTTPConnection) { self.connection = connection }
}
