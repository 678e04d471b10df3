import Foundation
import Processes
import Synchronization
import Testing

@testable import CurlTransport

private let ours = "application/x-test"

/// Exchanges that begin before there is a body.
@Suite struct OpenedExchangeTests {
  /// Patient for longer than any crowd of tests can keep these from their turn.
  private static func transport() -> CurlTransport {
    var settings = TransportSettings()
    settings.totalTimeoutSeconds = 3_600
    settings.stalledSeconds = 3_600
    return CurlTransport(settings)
  }

  private func request(to port: UInt16) -> TransportRequest {
    TransportRequest(
      method: .post, url: "http://127.0.0.1:\(port)/x",
      headers: ["Content-Type: \(ours)", "Expect:"], expectedTypes: [ours])
  }

  /// Larger than what libcurl takes at once, and nothing at all.
  @Test(arguments: [0, 1, 300_000]) func theBodyFollowsTheHead(count: Int) async throws {
    let server = try ListeningServer()
    let transport = Self.transport()
    let exchange = transport.open(request(to: server.port))
    while server.heard.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
    let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 31) }
    let response = try await exchange.send(body)
    #expect(response.body == Array("hola".utf8))
    #expect(server.body == body)
    #expect(transport.traffic.bytesSent == UInt64(server.heard.count))
  }

  /// Who is refused hears it without having told anything.
  @Test func anAnswerBeforeTheBodyIsTheAnswer() async throws {
    let server = try ScriptedServer(.answer(http("401 Unauthorized", type: ours, "x")))
    let transport = Self.transport()
    let exchange = transport.open(request(to: server.port))
    while server.received == 0 { try await Task.sleep(for: .milliseconds(1)) }
    try await Task.sleep(for: .milliseconds(20))
    #expect(!exchange.hasFailed)
    #expect(try await exchange.send([1, 2, 3]).status == 401)
  }

  @Test func aFailureBeforeTheBodyIsSaidThen() async throws {
    let exchange = Self.transport().open(request(to: 1))
    while !exchange.hasFailed { try await Task.sleep(for: .milliseconds(1)) }
    await #expect(throws: TransportError.refused(host: "127.0.0.1:1")) {
      try await exchange.send([1])
    }
  }

  @Test func cancellingEndsItAtOnce() async throws {
    let server = try ScriptedServer(.silence)
    let exchange = Self.transport().open(request(to: server.port))
    let task = Task { try await exchange.send([1]) }
    await Task.yield()
    task.cancel()
    await #expect(throws: TransportError.cancelled) { try await task.value }
  }

  @Test func lettingGoOfItClosesTheConnection() async throws {
    let server = try ListeningServer()
    do {
      let exchange = Self.transport().open(request(to: server.port))
      while server.heard.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
      withExtendedLifetime(exchange) {}
    }
    while !server.isLeft { try await Task.sleep(for: .milliseconds(1)) }
    #expect(server.body == nil)
  }
}

/// Reads one request that comes in chunks, and answers when it is whole.
private final class ListeningServer: Sendable {
  let port: UInt16
  private let socket: LoopbackSocket
  private let state: State

  private final class State: Sendable {
    let bytes = Mutex<[UInt8]>([])
    let isLeft = Mutex(false)
  }

  init() throws {
    guard let (socket, port) = LoopbackSocket.listening() else { throw POSIXError(.EADDRINUSE) }
    (self.socket, self.port) = (socket, port)
    let state = State()
    self.state = state
    let thread = Thread {
      guard let connection = socket.accepted() else { return }
      defer { connection.close() }
      while case let part = connection.received(limit: 65_536), !part.isEmpty {
        let all = state.bytes.withLock { bytes in
          bytes += part
          return bytes
        }
        if Self.body(all) != nil { connection.send(http("200 OK", type: ours, "hola").utf8) }
      }
      state.isLeft.withLock { $0 = true }
    }
    thread.start()
  }

  deinit { socket.shut() }

  var heard: [UInt8] { state.bytes.withLock { $0 } }
  var isLeft: Bool { state.isLeft.withLock { $0 } }
  /// What came in chunks; nil while it is not whole.
  var body: [UInt8]? { Self.body(heard) }

  private static func body(_ bytes: [UInt8]) -> [UInt8]? {
    let data = Data(bytes)
    let line = Data("\r\n".utf8)
    guard let head = data.range(of: line + line) else { return nil }
    var rest = data[head.upperBound...]
    var body = Data()
    while let end = rest.range(of: line) {
      guard let count = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16)
      else { return nil }
      if count == 0 { return Array(body) }
      let start = end.upperBound
      guard rest.endIndex - start >= count + line.count else { return nil }
      body += rest[start..<start + count]
      rest = rest[(start + count + line.count)...]
    }
    return nil
  }
}
