import HTTPTypes
import Hub
import HummingbirdCore
import Logging
import Messages
import NIOCore
import SQLiteStore
import SyncProtocol
import SyncService

/// Turns HTTP into calls of the service and back. Nothing of a request's or answer's content is
/// ever logged.
struct ServerResponder: Sendable {
  let service: SyncService
  let exchanges: ExchangeQueue
  let bodies = BodyBudget()
  /// Of a hub: how it comes to files that it lacks.
  let above: HubFiles?
  let logger: Logger

  /// - Parameter peer: where the request comes from.
  func respond(to request: Request, from peer: Peer) async -> Response {
    let form = Self.form(of: request)
    do throws(ServiceError) {
      return try await answer(request, from: peer, as: form)
    } catch {
      if case .storeUnavailable(let cause) = error {
        logger.error("\(cause.code): \(cause.message.english)")
      }
      var refusal = Self.response(
        HTTPResponse.Status(code: error.status), error.response, as: form)
      refusal.headers[.retryAfter] = error.retryAfterSeconds.map { String($0) }
      return refusal
    }
  }

  /// The answer has the form of the request's body, or the one that a request without body accepts.
  private static func form(of request: Request) -> WireForm {
    let type = request.headers[request.method == .post ? .contentType : .accept]
    return type.flatMap { WireForm(mediaType: $0) } ?? .binary
  }

  private func caller(
    of request: Request, from peer: Peer
  ) throws(ServiceError) -> Caller {
    try service.caller(authorization: request.headers[.authorization], from: peer)
  }

  private func answer(
    _ request: Request, from peer: Peer, as form: WireForm
  ) async throws(ServiceError) -> Response {
    switch (request.method, request.uri.path) {
    case (.post, WireFormat.enrolPath):
      // Below what is not counted.
      let (message, _): (EnrolRequest, _) = try await Self.message(
        of: request, limit: SyncLimits.enrolBytes, held: nil)
      return Self.response(.ok, try service.enrol(message, from: peer), as: form)
    case (.post, WireFormat.syncPath):
      let admission = try service.admit(
        authorization: request.headers[.authorization], from: peer)
      let held = bodies.open(for: admission.asker)
      defer { held.release() }
      let (message, bytes): (SyncRequest, _) = try await Self.message(
        of: request, limit: SyncLimits.requestBytes, held: held)
      let answer = try await exchanges.sync(message, of: bytes, from: admission)
      return Self.response(.ok, answer, as: form)
    case (.get, let path) where path.hasPrefix(WireFormat.definitionsPath):
      _ = try caller(of: request, from: peer)
      let hash = path.dropFirst(WireFormat.definitionsPath.count)
      return Self.response(.ok, try service.definition(hash: String(hash)), as: form)
    case (_, let path) where path.hasPrefix(WireFormat.attachmentsPath):
      let caller = try caller(of: request, from: peer)
      let text = path.dropFirst(WireFormat.attachmentsPath.count)
      guard let digest = AttachmentDigest(hexadecimal: String(text)) else {
        throw .noSuchAttachment
      }
      let files = AttachmentResponder(service: service, bodies: bodies, above: above)
      guard let answer = try await files.respond(to: request, about: digest, from: caller) else {
        throw .noSuchPath
      }
      return answer
    default:
      _ = try caller(of: request, from: peer)
      throw .noSuchPath
    }
  }

  /// Reads a body up to a limit, nothing of it when its declared length is beyond.
  /// - Returns: what it says, and how many bytes it is.
  private static func message<Message: WireMessage>(
    of request: Request, limit: Int, held: HeldBody?
  ) async throws(ServiceError) -> (Message, bytes: Int) {
    guard let form = request.headers[.contentType].flatMap({ WireForm(mediaType: $0) }) else {
      throw .wrongMediaType
    }
    if let declared = request.headers[.contentLength].flatMap({ Int($0) }), declared > limit {
      throw .bodyTooLarge(limit: limit)
    }
    let bytes = try await bytes(of: request.body, limit: limit, held: held)
    do {
      return (try Message(decoding: bytes, as: form), bytes.count)
    } catch {
      throw .malformed(error)
    }
  }

  private static func bytes(
    of body: RequestBody, limit: Int, held: HeldBody?
  ) async throws(ServiceError) -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      for try await piece in body {
        guard bytes.count + piece.readableBytes <= limit else {
          throw ServiceError.bodyTooLarge(limit: limit)
        }
        try held?.requireInTime()
        try held?.add(piece.readableBytes)
        bytes.append(contentsOf: piece.readableBytesView)
      }
    } catch let error as ServiceError {
      throw error
    } catch {
      throw .malformed(.truncated)
    }
    return bytes
  }

  private static func response(
    _ status: HTTPResponse.Status, _ message: some WireMessage, as form: WireForm
  ) -> Response {
    Response(
      status: status, headers: [.contentType: form.mediaType],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: message.encoded(as: form))))
  }
}
