import Campo
import CurlTransport
import Foundation
import Processes
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// The built `campo-server`, over HTTP. One after another: each starts a process of its own.
@Suite(.serialized) struct ServerTests {
  @Test func devicesEnrolCollectAndGetTheirVerdicts() async throws {
    let site = try TestSite()
    let ana = try await site.enrol("ana")
    #expect(ana.author == Author(name: "ana", role: .enumerator))
    #expect(ana.areas == ["S-01"])
    let first = try await ana.sync()
    #expect(first.questionnaires == ["Edades"])
    let good = try ana.collect(site.definition, ["name": "Rosa", "age": "34"])
    let bad = try ana.collect(site.definition, ["name": "Luis", "age": "340"])
    let report = try await ana.sync()
    #expect(report.sent == 2 && report.waiting == 0)
    #expect(report.bytesSent > 0 && report.bytesReceived > 0)
    #expect(try ana.verdict(on: good)?.state == .valid)
    #expect(try ana.verdict(on: bad)?.violations.map(\.path) == ["/data/age"])
    let beto = try await site.enrol("beto")
    #expect(try await beto.sync().received == 2)
  }

  @Test func aScriptSpeaksJSON() async throws {
    let site = try TestSite()
    let code = try ServerBinary.run(
      "enroll", "--data", site.server.data, "--name", "ana", "--role", "enumerator", "--area",
      "S-01")
    let transport = CurlTransport()
    func ask(_ path: String, _ body: String?, token: String? = nil) async throws -> (
      Int, [String: Any]
    ) {
      let type = "application/json"
      let response = try await transport.send(
        TransportRequest(
          method: body == nil ? .get : .post, url: site.server.url + path,
          headers: [body == nil ? "Accept: \(type)" : "Content-Type: \(type)"]
            + (token.map { ["Authorization: Bearer \($0)"] } ?? []),
          body: Array((body ?? "").utf8), expectedTypes: [type]))
      let object = try JSONSerialization.jsonObject(with: Data(response.body))
      return (response.status, try #require(object as? [String: Any]))
    }
    let replica = String(repeating: "0", count: 31) + "1"
    let enrolled = try await ask(
      WireFormat.enrolPath,
      #"{"version":1,"kind":"EnrolRequest","code":"\#(code)","replica":"\#(replica)"}"#)
    #expect(enrolled.0 == 200 && enrolled.1["kind"] as? String == "EnrolResponse")
    #expect(enrolled.1["area"] as? [String] == ["S-01"])
    let token = try #require(enrolled.1["token"] as? String)

    let request = """
      {"version":1,"kind":"SyncRequest","replica":"\(replica)","chain":{"revision":0,"hash":""},
       "batch":{},"catalogue":"","changesBytes":1000}
      """
    let answer = try await ask(WireFormat.syncPath, request, token: token)
    #expect(answer.0 == 200)
    let definitions = try #require(answer.1["definition"] as? [[String: Any]])
    #expect(definitions.map { $0["hash"] as? String } == [site.definition])
    let definition = try await ask(
      WireFormat.definitionsPath + site.definition, nil, token: token)
    let bytes = Data(base64Encoded: try #require(definition.1["bytes"] as? String))
    #expect(bytes?.range(of: Data("edades".utf8)) != nil)

    let refused = try await ask(WireFormat.syncPath, request)
    #expect(refused.0 == 401 && refused.1["code"] as? String == "AUTH-MISSING")
    let wrong = try await ask(WireFormat.syncPath, "{", token: token)
    #expect(wrong.0 == 400 && wrong.1["code"] as? String == "SYNC-NOT-A-MESSAGE")
  }

  @Test func withoutAGoodTokenNothingIsGiven() async throws {
    let site = try TestSite()
    let paths: [(TransportRequest.Method, String)] = [
      (.post, WireFormat.syncPath), (.get, WireFormat.definitionsPath + site.definition),
      (.get, "/"), (.get, "/v1/other"),
    ]
    for (method, path) in paths {
      let missing = try await site.ask(method, path)
      #expect(missing.status == 401 && missing.error.code == "AUTH-MISSING")
      let wrong = try await site.ask(method, path, token: String(repeating: "0", count: 64))
      #expect(wrong.status == 401 && wrong.error.code == "AUTH-TOKEN")
    }
    let ana = try await site.enrol("ana")
    try ana.store.set(.token, to: "wrong")
    await #expect { try await ana.sync() } throws: {
      ($0 as? SyncError)?.code == "AUTH-TOKEN"
    }
  }

  @Test func aRevokedDeviceGetsNothingMoreAndWhatItSentStays() async throws {
    let site = try TestSite()
    let (ana, beto) = (try await site.enrol("ana"), try await site.enrol("beto"))
    _ = try ServerBinary.run(
      "enroll", "--data", site.server.data, "--name", "ana", "--role", "enumerator", "--area",
      "S-02")
    _ = try await ana.sync()
    let sent = try ana.collect(site.definition, ["name": "Rosa", "age": "34"])
    _ = try await ana.sync()
    let kept = try ana.collect(site.definition, ["name": "Luz", "age": "50"])

    let data = ["--data", site.server.data, "--lang", "en"]
    #expect(
      try ServerBinary.run(["people"] + data).split(separator: "\n") == [
        "1  ana  enumerator  S-01  device enrolled", "2  beto  enumerator  S-01  device enrolled",
        "3  ana  enumerator  S-02  code not used yet",
      ])
    let said = try ServerBinary.run(["revoke", "--name", "ana"] + data)
    #expect(said == "Permission 1 of ana, taken back.\nPermission 3 of ana, taken back.")
    #expect(try ServerBinary.run(["revoke", "--number", "1"] + data).contains("before"))
    #expect {
      try ServerBinary.run(["revoke", "--name", "nadie"] + data)
    } throws: {
      ($0 as? ServerBinary.Failed)?.errors.contains("ENROL-UNKNOWN") == true
    }

    await #expect { try await ana.sync() } throws: { ($0 as? SyncError)?.code == "AUTH-TOKEN" }
    let waits = try ana.store.load(kept)
    #expect(!waits.record.including(waits.pending).registers.isEmpty)
    #expect(try await beto.sync().received == 1)
    #expect(try beto.store.load(sent).record.registers.isEmpty == false)
  }

  @Test func wrongCodeLeavesNothingEnrolledAndARightOneGoesOnFromThere() async throws {
    let site = try TestSite()
    let path = site.folder.path + "/ana"
    await #expect {
      try await SurveyClient.enrol(at: path, server: site.server.url, code: "X")
    } throws: {
      ($0 as? SyncError)?.code == "ENROL-CODE"
    }
    #expect(throws: ClientError.self) { try SurveyClient(opening: path) }
    _ = try await site.enrol("ana")
    await #expect { try await site.enrol("ana") } throws: {
      ($0 as? SyncError)?.code == "STORE-EXISTS"
    }
  }

  @Test func whoGuessesCodesIsAskedToWaitInWordsAndSeconds() async throws {
    let site = try TestSite()
    let transport = CurlTransport()
    let body = EnrolRequest(code: "00000-00000", replica: ReplicaID(high: 1, low: 1)).encoded()
    var last: TransportResponse?
    for _ in 0..<500 where last?.status != 429 {
      last = try await transport.send(
        TransportRequest(
          method: .post, url: site.server.url + WireFormat.enrolPath,
          headers: ["Content-Type: \(WireFormat.mediaType)"], body: body,
          expectedTypes: [WireFormat.mediaType]))
    }
    #expect(last?.status == 429 && last?.fields["retry-after"] == "1")
    let endpoint = SyncEndpoint(
      server: site.server.url, token: nil, settings: TransportSettings())
    var said: SyncError?
    for _ in 0..<500 where said?.code != "ENROL-ATTEMPTS" {
      do throws(SyncError) {
        _ = try await endpoint.enrol(
          EnrolRequest(code: "00000-00000", replica: ReplicaID(high: 1, low: 1)))
      } catch {
        said = error
      }
    }
    guard case .asksToWait(seconds: 1, .some)? = said else {
      Issue.record("\(String(describing: said))")
      return
    }
  }

  @Test func hugeBodyIsRefusedInWordsAndInLittleMemory() async throws {
    let site = try TestSite()
    let ana = try await site.enrol("ana")
    let token = try #require(try ana.store.setting(.token))
    let body = [UInt8](repeating: 0x41, count: 100 << 20)
    let refused = try await site.ask(.post, WireFormat.syncPath, token: token, body: body)
    #expect(refused.status == 413)
    #expect(refused.error.code == "SYNC-BODY-TOO-LARGE")
    #expect(try sendInChunks(to: site.server.port, token: token, megabytes: 100) == "413")
    #expect(site.server.peakMemory < 200 << 20)
    #expect(try await ana.sync().exchanges == 1)
  }

  /// A stolen phone that begins large requests and never ends them.
  @Test func requestsThatAreNeverEndedLeaveTheOthersTheirPlace() async throws {
    let site = try TestSite()
    let (ana, beto) = (try await site.enrol("ana"), try await site.enrol("beto"))
    let token = try #require(try ana.store.setting(.token))
    let begun = try (0..<4).map { _ in
      try beginBody(to: site.server.port, token: token, megabytes: 5)
    }
    // More than one enrolment's share: one of them is refused.
    var waiting = begun.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    #expect(poll(&waiting, nfds_t(waiting.count), -1) > 0)
    let refused = try #require(zip(begun, waiting).first { $1.revents != 0 }?.0)
    #expect(status(from: refused) == "429")
    let id = try beto.collect(site.definition, ["name": "Rosa", "age": "34"])
    #expect(try await beto.sync().waiting == 0)
    #expect(try beto.verdict(on: id)?.state == .valid)
    #expect(site.server.peakMemory < 200 << 20)
    for connection in begun { connection.close() }
    #expect(try await ana.sync().exchanges == 1)
  }

  @Test func garbageIsRefusedInWords() async throws {
    let site = try TestSite()
    let ana = try await site.enrol("ana")
    let token = try ana.store.setting(.token)
    let garbage = try await site.ask(
      .post, WireFormat.syncPath, token: token, body: Array("<html>".utf8))
    #expect(garbage.status == 400 && garbage.error.code == "SYNC-VERSION")
    let cut = try await site.ask(.post, WireFormat.syncPath, token: token, body: [1, 3, 1, 16, 0])
    #expect(cut.status == 400 && cut.error.code == "SYNC-TRUNCATED")
    let unknown = try await site.ask(
      .get, WireFormat.definitionsPath + "00", token: token)
    #expect(unknown.status == 404 && unknown.error.code == "DEFINITION-UNKNOWN")
  }

  @Test func answersStayOutOfTheLog() async throws {
    let site = try TestSite()
    let ana = try await site.enrol("ana")
    try ana.collect(site.definition, ["name": "Secretísima", "age": "34"])
    _ = try await ana.sync()
    _ = try await site.ask(.post, WireFormat.syncPath, token: "bad", body: Array("Oculto".utf8))
    #expect(site.server.terminate() == 0)
    let log = try site.server.logged()
    #expect(!log.contains("Secretísima") && !log.contains("Oculto"))
    #expect(!log.contains(try #require(try ana.store.setting(.token))))
  }

  @Test func takenAddressIsNamed() throws {
    let site = try TestSite()
    #expect {
      try ServerBinary.run(
        "run", "--data", site.folder.path + "/other", "--listen",
        "127.0.0.1:\(site.server.port)", "--lang", "en")
    } throws: {
      let errors = ($0 as? ServerBinary.Failed)?.errors ?? ""
      return errors.contains("SERVER-LISTEN") && errors.contains("in use. ")
        && !errors.contains("descriptor")
    }
  }

  @Test func questionnaireWithErrorsIsNotPublished() throws {
    let site = try TestSite()
    let file = site.folder.path + "/bad.yaml"
    let bad = questionnaire.replacingOccurrences(of: ". < 120", with: ". < (120")
    try bad.write(toFile: file, atomically: true, encoding: .utf8)
    #expect {
      try ServerBinary.run("publish", "--data", site.server.data, file)
    } throws: {
      ($0 as? ServerBinary.Failed)?.errors.contains("PUBLISH-FINDINGS") == true
    }
  }
}

/// Sends a body of unknown length as fast as it goes; the status the server answers.
private func sendInChunks(to port: UInt16, token: String, megabytes: Int) throws -> String {
  let connection = try beginBody(to: port, token: token, megabytes: megabytes)
  defer { connection.close() }
  connection.send("0\r\n\r\n".utf8)
  return status(from: connection)
}

/// Sends so much of a body of unknown length, and not its end. Whoever gets the connection closes it.
private func beginBody(
  to port: UInt16, token: String, megabytes: Int
) throws -> LoopbackSocket {
  guard let connection = LoopbackSocket.connected(to: port) else {
    throw POSIXError(.ECONNREFUSED)
  }
  let head =
    "POST \(WireFormat.syncPath) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n"
    + "Content-Type: \(WireFormat.mediaType)\r\nTransfer-Encoding: chunked\r\n\r\n"
  connection.send(head.utf8)
  let chunk = Array("100000\r\n".utf8) + [UInt8](repeating: 0x41, count: 1 << 20) + [13, 10]
  for _ in 0..<megabytes { connection.send(chunk) }
  return connection
}

private func status(from connection: LoopbackSocket) -> String {
  var answer: [UInt8] = []
  while answer.count < 12, case let more = connection.received(limit: 12 - answer.count),
    !more.isEmpty
  { answer += more }
  return String(decoding: answer.suffix(3), as: UTF8.self)
}
