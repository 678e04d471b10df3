import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization
import Testing

private let device = ReplicaID(high: 1, low: 2)
private let other = ReplicaID(high: 3, low: 4)
private let sara = Author(name: "sara", role: .supervisor)

private func refusal(_ body: () throws(ServiceError) -> Void) -> ServiceError? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}

@Test func codeEnrolsOneDevice() throws {
  let server = try TestServer()
  let code = try server.service.makeCode(for: sara, areas: ["S-01", "S-02"])
  let enrolled = try server.service.enrol(EnrolRequest(code: code.text, replica: device))
  #expect(enrolled.author == sara)
  #expect(enrolled.areas == ["S-01", "S-02"])
  let caller = try server.service.caller(authorization: "Bearer \(enrolled.token)")
  #expect(
    caller
      == Caller(author: sara, areas: ["S-01", "S-02"], replica: device, enrolment: 1))
  #expect(
    refusal { () throws(ServiceError) in
      _ = try server.service.enrol(EnrolRequest(code: code.text, replica: other))
    } == .codeRefused)
}

@Test func sameDeviceMayRepeatItsEnrolment() throws {
  let server = try TestServer()
  let code = try server.service.makeCode(for: sara, areas: ["S-01"])
  let lost = try server.service.enrol(EnrolRequest(code: code.text, replica: device))
  let kept = try server.service.enrol(EnrolRequest(code: code.text.lowercased(), replica: device))
  #expect(lost.token != kept.token)
  #expect(
    refusal { () throws(ServiceError) in
      _ = try server.service.caller(authorization: "Bearer \(lost.token)")
    } == .tokenRefused)
  _ = try server.service.caller(authorization: "bearer \(kept.token)")
}

@Test func tokensAndCodesAreNotKeptInTheStore() throws {
  let server = try TestServer()
  let code = try server.service.makeCode(for: sara, areas: ["S-01"])
  let token = try server.service.enrol(EnrolRequest(code: code.text, replica: device)).token
  try server.store.close()
  for name in ["campo.sqlite", "campo.sqlite-wal"] {
    let text = try contents(of: server.folder.path + "/" + name)
    #expect(!text.contains(token))
    #expect(!text.contains(code.text) && !text.contains(code.text.filter { $0 != "-" }))
  }
}

@Test func guessingCodesIsStopped() throws {
  let server = try TestServer(standingStill: WallTime(milliseconds: 1_000_000_000_000_000))
  let (guesser, neighbour) = (Peer(address: "203.0.113.5"), Peer(address: "203.0.113.6"))
  for _ in 0..<ServiceLimits.wrongCodes {
    #expect(
      refusal { () throws(ServiceError) in
        _ = try server.service.enrol(
          EnrolRequest(code: "00000-00000", replica: device), from: guesser)
      } == .codeRefused)
  }
  let code = try server.service.makeCode(for: sara, areas: ["S-01"])
  let request = EnrolRequest(code: code.text, replica: device)
  let refused = refusal { () throws(ServiceError) in
    _ = try server.service.enrol(request, from: guesser)
  }
  #expect(refused?.code == "ENROL-ATTEMPTS" && refused?.status == 429)
  // Who sits somewhere else is not held back.
  #expect(try server.service.enrol(request, from: neighbour).author == sara)
}

@Test func expiredCodeIsRefused() throws {
  let folder = TemporaryFolder()
  let clock = Mutex(WallTime(milliseconds: 0))
  var storeEnvironment = StoreEnvironment.system
  storeEnvironment.now = { clock.withLock { $0 } }
  var environment = ServiceEnvironment.system
  environment.now = { clock.withLock { $0 } }
  let service = SyncService(
    store: try ServerData.open(at: folder.path, environment: storeEnvironment),
    environment: environment)
  let code = try service.makeCode(for: sara, areas: ["S-01"], days: 1)
  clock.withLock { $0.milliseconds = 24 * 3_600_000 + 1 }
  #expect(
    refusal { () throws(ServiceError) in
      _ = try service.enrol(EnrolRequest(code: code.text, replica: device))
    } == .codeRefused)
}

@Test(arguments: [nil, "", "Basic eA==", "Bearer", "Bearer ", "Bearer 00"] as [String?])
func withoutAGoodTokenNobodyIsLetIn(authorization: String?) throws {
  let server = try TestServer()
  #expect(throws: ServiceError.self) { try server.service.caller(authorization: authorization) }
}

@Test func codesForgiveHowTheyAreTyped() {
  let code = EnrolmentCode(random: 0x0001_0843_2108_4210)
  #expect(EnrolmentCode(typed: " " + code.text.lowercased() + " ") == code)
  #expect(EnrolmentCode(typed: "OOOOO-IIIll") == EnrolmentCode(typed: "00000-11111"))
  #expect(EnrolmentCode(typed: "1234") == nil)
  #expect(EnrolmentCode(typed: "ÑÑÑÑÑ-ÑÑÑÑÑ") == nil)
}
