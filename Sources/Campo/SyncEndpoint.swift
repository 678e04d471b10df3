package import CurlTransport
package import SyncProtocol

/// What a synchronization asks of a server, however it is reached; tests reach one in their own
/// process.
package protocol SyncLink: Sendable {
  func sync(_ request: SyncRequest) async throws(SyncError) -> SyncResponse
  func definition(_ hash: String) async throws(SyncError) -> DefinitionResponse
  /// All traffic so far, failed requests included.
  var traffic: Traffic { get }
}

/// A server's addresses, and how messages come and go there.
package struct SyncEndpoint: SyncLink {
  private let transport: CurlTransport
  private let base: String
  private let token: String?

  package init(
    server: String, token: String?, settings: TransportSettings
  ) throws(SyncError) {
    base = server.hasSuffix("/") ? String(server.dropLast()) : server
    self.token = token
    do { transport = try CurlTransport(settings) } catch { throw .transport(error) }
  }

  package var traffic: Traffic { transport.traffic }

  package func enrol(_ request: EnrolRequest) async throws(SyncError) -> EnrolResponse {
    try await ask(.post, WireFormat.enrolPath, request.encoded())
  }

  package func sync(_ request: SyncRequest) async throws(SyncError) -> SyncResponse {
    try await ask(.post, WireFormat.syncPath, request.encoded())
  }

  package func definition(_ hash: String) async throws(SyncError) -> DefinitionResponse {
    try await ask(.get, WireFormat.definitionsPath + hash, [])
  }

  private func ask<Answer: WireMessage>(
    _ method: TransportRequest.Method, _ path: String, _ body: [UInt8]
  ) async throws(SyncError) -> Answer {
    // Without "Expect:" libcurl waits a second before it sends a large body.
    var headers = ["Accept: \(WireFormat.mediaType)", "Expect:"]
    if let token { headers.append("Authorization: Bearer \(token)") }
    if method == .post { headers.append("Content-Type: \(WireFormat.mediaType)") }
    let request = TransportRequest(
      method: method, url: base + path, headers: headers, body: body,
      expectedTypes: [WireFormat.mediaType])
    let response: TransportResponse
    do {
      response = try await transport.send(request)
    } catch {
      throw error == .cancelled ? .cancelled : .transport(error)
    }
    return try Self.answer(response)
  }

  private static func answer<Answer: WireMessage>(
    _ response: TransportResponse
  ) throws(SyncError) -> Answer {
    let refusal: ErrorResponse
    do throws(WireError) {
      if response.status == 200 { return try Answer(decoding: response.body) }
      refusal = try ErrorResponse(decoding: response.body)
    } catch {
      throw .answer(error)
    }
    throw .refused(refusal, status: response.status)
  }
}
