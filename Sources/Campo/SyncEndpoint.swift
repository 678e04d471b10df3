package import CurlTransport
package import SyncProtocol
internal import Synchronization

/// What a synchronization asks of a server, however it is reached; tests reach one in their own
/// process.
package protocol SyncLink: Sendable {
  /// Makes the way to the server, where that takes time, while the next request is put together.
  func open()
  func sync(_ request: SyncRequest) async throws(SyncError) -> SyncResponse
  func definition(_ hash: String) async throws(SyncError) -> DefinitionResponse
  /// All traffic so far, failed requests included.
  var traffic: Traffic { get }
}

extension SyncLink {
  package func open() {}
}

/// A server's addresses, and how messages come and go there.
package struct SyncEndpoint: SyncLink {
  private let transport: CurlTransport
  /// A synchronization's first request, begun.
  private let opened = Opened()
  private let base: String
  private let token: String?

  package init(server: String, token: String?, settings: TransportSettings) {
    base = server.hasSuffix("/") ? String(server.dropLast()) : server
    self.token = token
    transport = CurlTransport(settings)
  }

  package var traffic: Traffic { transport.traffic }

  /// The server as the person wrote it, without scheme.
  private var host: String {
    base.firstRange(of: "://").map { String(base[$0.upperBound...]) } ?? base
  }

  package func enrol(_ request: EnrolRequest) async throws(SyncError) -> EnrolResponse {
    do {
      return try await tell(WireFormat.enrolPath, request.encoded())
    } catch {
      // So ends what is said in the clear to a port that expects TLS.
      guard !base.hasPrefix("https://"), case .transport(.connectionLost(let host)) = error else {
        throw error
      }
      throw .cutInTheClear(host: host)
    }
  }

  /// Over TLS: elsewhere the way is short, and HTTP/1.1 would divide the body into chunks.
  package func open() {
    guard base.hasPrefix("https://") else { return }
    opened.put(transport.open(message(WireFormat.syncPath, [])))
  }

  package func sync(_ request: SyncRequest) async throws(SyncError) -> SyncResponse {
    let body = request.encoded()
    // A connection that was lost while the body was put together is no failure: nothing was asked.
    guard let exchange = opened.take(), !exchange.hasFailed else {
      return try await tell(WireFormat.syncPath, body)
    }
    return try answer(
      try await responding { () throws(TransportError) in try await exchange.send(body) })
  }

  package func definition(_ hash: String) async throws(SyncError) -> DefinitionResponse {
    try answer(try await send(request(.get, WireFormat.definitionsPath + hash)))
  }

  private func tell<Answer: WireMessage>(
    _ path: String, _ body: [UInt8]
  ) async throws(SyncError) -> Answer {
    try answer(try await send(message(path, body)))
  }

  private func message(_ path: String, _ body: [UInt8]) -> TransportRequest {
    var request = request(.post, path)
    request.headers.append("Content-Type: \(WireFormat.mediaType)")
    request.body = body
    return request
  }

  /// A request in our name.
  func request(_ method: TransportRequest.Method, _ path: String) -> TransportRequest {
    // Lines without a value take away what libcurl would send: with "Expect" it waits a second before
    // it sends a large body, and any server of this protocol answers in the form of the body.
    var headers = ["Accept:", "Expect:"]
    if let token { headers.append("Authorization: Bearer \(token)") }
    return TransportRequest(
      method: method, url: base + path, headers: headers, expectedTypes: [WireFormat.mediaType])
  }

  func send(_ request: TransportRequest) async throws(SyncError) -> TransportResponse {
    try await responding { () throws(TransportError) in try await transport.send(request) }
  }

  private func responding(
    _ exchange: () async throws(TransportError) -> TransportResponse
  ) async throws(SyncError) -> TransportResponse {
    do {
      return try await exchange()
    } catch {
      throw error == .cancelled ? .cancelled : .transport(error)
    }
  }

  func sendKeepingWhatCame(_ request: TransportRequest) async -> TransportEnd {
    await transport.sendKeepingWhatCame(request)
  }

  private func answer<Answer: WireMessage>(
    _ response: TransportResponse
  ) throws(SyncError) -> Answer {
    guard response.status == 200 else { throw refusal(response) }
    do { return try Answer(decoding: response.body) } catch { throw .answer(error) }
  }

  /// What an answer says that is not the one hoped for.
  func refusal(_ response: TransportResponse) -> SyncError {
    let wait = response.fields["retry-after"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    // The answer to a request for a header alone has no body that could say why.
    if response.body.isEmpty {
      return wait.map { .asksToWait(seconds: $0, nil) }
        ?? .transport(.status(response.status, host: host))
    }
    do throws(WireError) {
      let refusal = try ErrorResponse(decoding: response.body)
      return wait.map { .asksToWait(seconds: $0, refusal) }
        ?? .refused(refusal, status: response.status)
    } catch {
      return .answer(error)
    }
  }
}

/// The exchange that was begun and has no request yet.
private final class Opened: Sendable {
  private let exchange = Mutex<OpenedExchange?>(nil)

  func put(_ opened: OpenedExchange) { exchange.withLock { $0 = opened } }

  func take() -> OpenedExchange? {
    exchange.withLock { exchange in
      defer { exchange = nil }
      return exchange
    }
  }
}
