import Campo
import CurlTransport
import GRDB
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization
import Testing

@Test func responsesReachTheServerAndTheirVerdictsComeBack() async throws {
  let server = try TestServer()
  try server.publish()
  let ana = try TestDevice(at: server, name: "ana")
  let good = try ana.collect(["name": "Rosa", "age": "34"])
  let bad = try ana.collect(["name": "Luis", "age": "340"])
  let report = try await ana.sync()
  #expect(report.sent == 2)
  #expect(report.waiting == 0)
  #expect(report.invalid == 1)
  #expect(try server.store.load(good).record == ana.record(good))
  #expect(try ana.verdict(on: good)?.state == .valid)
  let verdict = try #require(try ana.verdict(on: bad))
  #expect(verdict.state == .invalid)
  #expect(verdict.violations.map(\.path) == ["/data/age"])
  #expect(verdict.definition == (try TestServer.definition()))
}

@Test func publishedQuestionnairesArriveOnce() async throws {
  let server = try TestServer()
  try server.publish()
  let ana = try TestDevice(at: server, name: "ana")
  #expect(try await ana.sync().questionnaires.count == 1)
  #expect(try ana.store.definitions(publishedOnly: true).map(\.name) == ["edades"])
  #expect(try await ana.sync().questionnaires.isEmpty)
}

@Test func nothingToDoIsOneExchange() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  try await ana.sync()
  let report = try await ana.sync()
  #expect(report.exchanges == 1)
  #expect(report.sent == 0 && report.received == 0)
}

@Test func twoDevicesOfAnAreaMeetAndTheirDisagreementStays() async throws {
  let server = try TestServer()
  try server.publish()
  let ana = try TestDevice(at: server, name: "ana")
  let beto = try TestDevice(at: server, name: "beto")
  let id = try ana.collect(["name": "Rosa", "age": "34"])
  try await ana.sync()
  #expect(try await beto.sync().received == 1)
  try ana.write(["age": "35"], to: id)
  try beto.write(["age": "36", "name": "Rosa María"], to: id)
  try await ana.sync()
  let report = try await beto.sync()
  #expect(report.conflicts.map(\.key) == [answerKey("age")])
  try await ana.sync()
  let states = [try ana.record(id), try beto.record(id), try server.store.load(id).record]
  #expect(Set(states).count == 1)
  #expect(states[0].isConflicted(answerKey("age")))
  #expect(states[0].value(of: answerKey("name")) == .text("Rosa María"))
}

@Test func otherAreasAreNotShown() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana", area: "S-01")
  let carla = try TestDevice(at: server, name: "carla", area: "S-02")
  try ana.collect(["age": "1"])
  try await ana.sync()
  #expect(try await carla.sync().received == 0)
}

@Test func unknownQuestionnaireIsKeptAndCheckedOncePublished() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  let id = try ana.collect(["age": "340"])
  try await ana.sync()
  #expect(try ana.verdict(on: id)?.state == .unknownDefinition)
  try server.publish()
  try await ana.sync()
  #expect(try ana.verdict(on: id)?.state == .invalid)
}

/// Page by page, each once; one whose bytes are damaged keeps nothing back.
@Test func manyThatWaitedForAQuestionnaireAreChecked() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  let ids = try (1...230).map { try ana.collect(["age": $0 % 2 == 0 ? "34" : "340"]) }
  #expect(try await ana.sync().waiting == 0)
  try await DatabaseQueue(path: server.folder.path + "/campo.sqlite").write {
    try $0.execute(sql: "UPDATE record SET state = x'00' WHERE n = 7")
  }
  #expect(try server.publish() == ids.count - 1)
  #expect(try server.publish() == 0)
  try await ana.sync()
  let states = try ids.map { try ana.verdict(on: $0)?.state }
  #expect(states.count { $0 == .unknownDefinition } == 1)
  #expect(abs(states.count { $0 == .valid } - states.count { $0 == .invalid }) == 1)
}

@Test func repeatingARequestChangesNothing() async throws {
  let server = try TestServer()
  try server.publish()
  let ana = try TestDevice(at: server, name: "ana")
  try ana.collect(["age": "20"])
  let outgoing = try ana.store.outgoing(limit: 10)
  let request = SyncRequest(
    replica: try ana.store.replica, chain: try ana.store.chain(), cursors: [],
    batch: Batch(records: outgoing.map(\.encoded), seals: outgoing.flatMap(\.seals)))
  let caller = Caller(author: ana.author, areas: [ana.area])
  let first = try server.service.sync(request, from: caller)
  #expect(try server.service.sync(request, from: caller) == first)
}

@Test func lostAnswerCostsNothingButTheRepetition() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  for age in 1...20 { try ana.collect(["age": "\(age)"]) }
  var link = ana.link
  let left = Mutex(3)
  link.fault = { moment throws(SyncError) in
    let isLost =
      moment == .answering
      && left.withLock {
        $0 -= 1
        return $0 >= 0
      }
    if isLost { throw .transport(.connectionLost(host: "server")) }
  }
  let report = try await ana.sync(over: link)
  #expect(report.waiting == 0)
  #expect(try server.store.summaries().count == 20)
}

@Test func linkThatNeverRecoversEndsTheSynchronizationAndKeepsTheWork() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  try ana.collect(["age": "1"])
  var link = ana.link
  link.fault = { _ throws(SyncError) in throw .transport(.timeout(host: "server")) }
  await #expect(throws: SyncError.transport(.timeout(host: "server"))) {
    try await ana.sync(over: link)
  }
  #expect(try ana.store.unacknowledgedCount() == 1)
  #expect(try await ana.sync().waiting == 0)
}

@Test func manyBatchesAreAcknowledgedOneByOne() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  let long = String(repeating: "x", count: 40_000)
  for age in 1...20 { try ana.collect(["age": "\(age)", "name": long]) }
  var link = ana.link
  let asked = Mutex(0)
  link.fault = { moment throws(SyncError) in
    let count = asked.withLock {
      $0 += moment == .asking ? 1 : 0
      return $0
    }
    if moment == .asking, count >= 2 { throw .transport(.certificateDates(host: "server")) }
  }
  await #expect(throws: SyncError.self) { try await ana.sync(over: link) }
  let waiting = try ana.store.unacknowledgedCount()
  #expect(waiting > 0 && waiting < 20)
  #expect(try await ana.sync().sent == waiting)
}

@Test func manySmallResponsesGoInBatchesThatTheServerChecksQuickly() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  for age in 1...260 { try ana.collect(["age": "\(age)"]) }
  let report = try await ana.sync()
  #expect(report.sent == 260 && report.exchanges == 2)
  #expect(try server.store.summaries().count == 260)
}

/// On the road a supervisor's laptop, in town the office: neither is told the same twice.
@Test func aDeviceBetweenTwoServersSendsAndTakesNothingAgain() async throws {
  let (laptop, office) = (try TestServer(), try TestServer())
  for server in [laptop, office] { try server.publish() }
  let device = try TestDevice(at: office, name: "ana")
  let token = try TestDevice(at: laptop, name: "ana").token
  let onTheRoad = ServiceLink(service: laptop.service, token: token)
  try device.collect(["name": "Rosa", "age": "34"])
  #expect(try await device.sync().sent == 1)
  #expect(try await device.sync(over: onTheRoad).sent == 1)
  let second = try device.collect(["name": "Eva", "age": "9"])
  #expect(try await device.sync(over: onTheRoad).sent == 1)
  let inTown = try await device.sync()
  #expect((inTown.sent, inTown.received) == (1, 0))
  let again = try await device.sync(over: onTheRoad)
  #expect((again.sent, again.received, again.exchanges) == (0, 0, 1))
  #expect(try laptop.store.load(second).record == office.store.load(second).record)
}
