import CCurl
import Testing

@testable import CurlTransport

private let ours = "application/x-test"

private func exchange(
  _ behaviour: ScriptedServer.Behaviour, body: [UInt8] = [1, 2, 3],
  settings: TransportSettings = TransportSettings()
) async throws -> TransportResponse {
  let server = try ScriptedServer(behaviour)
  defer { withExtendedLifetime(server) {} }
  let transport = CurlTransport(settings)
  return try await transport.send(
    TransportRequest(
      method: .post, url: "http://127.0.0.1:\(server.port)/x", headers: ["Content-Type: \(ours)"],
      body: body, expectedTypes: [ours]))
}

private func failure(
  _ behaviour: ScriptedServer.Behaviour, settings: TransportSettings = TransportSettings()
) async throws -> TransportError? {
  do {
    _ = try await exchange(behaviour, settings: settings)
    return nil
  } catch let error as TransportError {
    return error
  }
}

@Test func everyByteBothWaysIsCountedOnce() async throws {
  let answer = http("200 OK", type: ours, "hola")
  let server = try ScriptedServer(.answer(answer))
  let transport = CurlTransport()
  let response = try await transport.send(
    TransportRequest(
      method: .post, url: "http://127.0.0.1:\(server.port)/x", headers: ["Content-Type: \(ours)"],
      body: [UInt8](repeating: 7, count: 5_000), expectedTypes: [ours]))
  #expect(response.status == 200)
  #expect(response.body == Array("hola".utf8))
  #expect(response.traffic.bytesReceived == UInt64(answer.utf8.count))
  #expect(response.traffic.bytesSent == UInt64(server.received))
  #expect(transport.traffic == response.traffic)
}

@Test func refusalInOurTypeIsAnAnswer() async throws {
  let response = try await exchange(.answer(http("413 Too Large", type: ours, "x")))
  #expect(response.status == 413)
}

@Test func pageOfHotelNetworkIsNotTakenForAnAnswer() async throws {
  let error = try await failure(.answer(http("200 OK", type: "text/html", "<h1>Log in</h1>")))
  #expect(error?.code == "NET-PORTAL")
}

@Test(arguments: [
  ("401 Unauthorized", "NET-TOKEN"), ("413 Too Large", "NET-TOO-LARGE"),
  ("502 Bad Gateway", "NET-SERVER"), ("404 Not Found", "NET-STATUS"),
])
func bareStatusIsNamed(status: String, code: String) async throws {
  #expect(try await failure(.answer(http(status, type: "text/plain", "")))?.code == code)
}

@Test func cutAnswerIsToldApartFromSilence() async throws {
  let whole = http("200 OK", type: ours, "hola")
  #expect(try await failure(.cut(String(whole.dropLast(2))))?.code == "NET-CUT")
  var settings = TransportSettings()
  settings.totalTimeoutSeconds = 1
  #expect(try await failure(.silence, settings: settings)?.code == "NET-TIMEOUT")
}

/// Nothing of an answer that ends too soon, be it between two lines of its head, is taken for one.
@Test func anAnswerCutAtAnyByteIsNamedSo() async throws {
  let whole = http("200 OK", type: ours, "hola")
  for count in 0..<whole.utf8.count {
    let part = String(decoding: whole.utf8.prefix(count), as: UTF8.self)
    #expect(try await failure(.cut(part))?.code == "NET-CUT", "after \(count) bytes")
  }
}

@Test func answerPastTheLimitIsDropped() async throws {
  var settings = TransportSettings()
  settings.maximumResponseBytes = 100
  let body = String(repeating: "x", count: 101)
  let error = try await failure(.answer(http("200 OK", type: ours, body)), settings: settings)
  #expect(error == .responseTooLarge(limit: 100))
}

@Test func cancellingEndsAnExchangeThatWaits() async throws {
  let server = try ScriptedServer(.silence)
  // Patient for longer than any crowd of tests can keep this one from its turn.
  var settings = TransportSettings()
  settings.totalTimeoutSeconds = 3_600
  settings.stalledSeconds = 3_600
  let transport = CurlTransport(settings)
  let task = Task {
    try await transport.send(
      TransportRequest(
        method: .get, url: "http://127.0.0.1:\(server.port)/", expectedTypes: [ours]))
  }
  await Task.yield()
  task.cancel()
  await #expect(throws: TransportError.cancelled) { try await task.value }
}

@Test func closedPortIsRefused() async throws {
  let transport = CurlTransport()
  // Port 1 (tcpmux) is served by nobody.
  let request = TransportRequest(method: .get, url: "http://127.0.0.1:1/", expectedTypes: [ours])
  await #expect(throws: TransportError.refused(host: "127.0.0.1:1")) {
    try await transport.send(request)
  }
}

@Test(arguments: ["ftp://127.0.0.1/", "no address", "file:///etc/passwd"])
func onlyWebAddressesAreTaken(url: String) async throws {
  let transport = CurlTransport()
  await #expect(throws: TransportError.self) {
    try await transport.send(TransportRequest(method: .get, url: url, expectedTypes: [ours]))
  }
}

@Test(arguments: [
  (9, TransportError.certificateDates(host: "s")), (10, .certificateDates(host: "s")),
  (0, .certificate(host: "s", .otherName)), (18, .certificate(host: "s", .selfSigned)),
  (20, .certificate(host: "s", .unknownAuthority)), (7, .certificate(host: "s", .other("X509 7"))),
])
func wrongClockIsToldApartFromWrongCertificate(verifyResult: Int, named: TransportError) {
  let context = FailureContext(url: "https://s", host: "s", verifyResult: verifyResult)
  #expect(TransportError(CURLE_PEER_FAILED_VERIFICATION, context) == named)
}

@Test func deadProxyIsNotTakenForADeadServer() async throws {
  var settings = TransportSettings()
  settings.proxy = "http://127.0.0.1:1"
  let transport = CurlTransport(settings)
  let request = TransportRequest(
    method: .get, url: "http://campo.invalid/", expectedTypes: [ours])
  await #expect(throws: TransportError.proxy(detail: "http://127.0.0.1:1")) {
    try await transport.send(request)
  }
}

@Test func proxyThatWantsAPasswordIsNamed() async throws {
  let refusal = http("407 Proxy Authentication Required", type: "text/html", "")
  let proxy = try ScriptedServer(.answer(refusal))
  var settings = TransportSettings()
  settings.proxy = "http://127.0.0.1:\(proxy.port)"
  let transport = CurlTransport(settings)
  let request = TransportRequest(
    method: .get, url: "https://campo.invalid/", expectedTypes: [ours])
  await #expect(throws: TransportError.proxy(detail: "407")) { try await transport.send(request) }
}

@Test func missingAuthorityFileIsNamed() async throws {
  var settings = TransportSettings()
  settings.authorityFile = "/nowhere/ca.pem"
  let transport = CurlTransport(settings)
  let request = TransportRequest(method: .get, url: "https://127.0.0.1:1/", expectedTypes: [ours])
  await #expect(throws: TransportError.self) { try await transport.send(request) }
}

@Test func settingsFollowTheUsualEnvironment() {
  let settings = TransportSettings(environment: ["SSL_CERT_FILE": "/a.pem", "SSL_CERT_DIR": "/d"])
  #expect(settings.authorityFile == "/a.pem")
  #expect(settings.authorityDirectory == "/d")
  #expect(settings.proxy == nil)
}
