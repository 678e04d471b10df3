import Foundation
import HTTPTypes
import Hub
import HummingbirdCore
import NIOCore
import SQLiteStore
import SyncProtocol
import SyncService

/// Takes and gives files, resumable at every byte: up with the fields of the IETF's resumable uploads
/// (draft-ietf-httpbis-resumable-upload), down with ranges. The file's address is its digest, so that
/// nobody has to be told of one.
struct AttachmentResponder {
  let service: SyncService
  let bodies: BodyBudget
  /// Of a hub: how it comes to what it lacks.
  let above: HubFiles?

  /// The answer to a request about a file; nil of another method.
  func respond(
    to request: Request, about digest: AttachmentDigest, from caller: Caller
  ) async throws(ServiceError) -> Response? {
    switch request.method {
    case .head: try status(of: digest, for: caller)
    case .patch: try await take(request, digest, from: caller)
    case .get: try await give(request, digest, to: caller)
    default: nil
    }
  }

  private func status(
    of digest: AttachmentDigest, for caller: Caller
  ) throws(ServiceError) -> Response {
    let status = try service.attachmentStatus(digest, for: caller)
    var headers: HTTPFields = [
      .contentType: WireFormat.mediaType, .cacheControl: "no-store",
      .uploadOffset: String(status.progress.offset),
      .uploadComplete: status.progress.isComplete ? "?1" : "?0",
      .uploadLimit: "max-size=\(SyncLimits.attachmentBytes)",
    ]
    if let receipt = status.receipt {
      headers[.campoReceipt] = Data(receipt.fieldBytes).base64EncodedString()
    }
    return Response(status: .noContent, headers: headers)
  }

  /// Keeps what comes, as it comes: of a body that is cut, what had arrived.
  private func take(
    _ request: Request, _ digest: AttachmentDigest, from caller: Caller
  ) async throws(ServiceError) -> Response {
    guard let start = request.headers[.uploadOffset].flatMap({ UInt64($0) }),
      let isLast = Self.flag(request.headers[.uploadComplete])
    else { throw .attachmentHeaders }
    let declared = request.headers[.contentLength].flatMap { UInt64($0) } ?? 0
    let (end, overflows) = start.addingReportingOverflow(declared)
    try SyncService.requireFitting(overflows ? .max : end)
    let held = bodies.open(for: caller.asker)
    defer { held.release() }
    var arrival = Arrival(
      service: service, digest: digest, caller: caller, held: held, offset: start)
    do {
      for try await piece in request.body { try arrival.add(piece.readableBytesView) }
    } catch let error as ServiceError {
      throw error
    } catch {
      try arrival.flush()
      throw .malformed(.truncated)
    }
    try arrival.flush()
    if isLast { try service.completeAttachment(digest, from: caller) }
    return try status(of: digest, for: caller)
  }

  private func give(
    _ request: Request, _ digest: AttachmentDigest, to caller: Caller
  ) async throws(ServiceError) -> Response {
    if let above, try service.lacks(digest, for: caller) { await above.want(digest) }
    let file = try service.attachment(digest, for: caller)
    var headers: HTTPFields = [
      .contentType: WireFormat.fileType, .acceptRanges: "bytes",
      // Whatever it is, no browser is to run it.
      .contentDisposition: "attachment",
    ]
    guard let asked = request.headers[.range] else {
      return Response(status: .ok, headers: headers, body: body(of: digest, 0..<file.size))
    }
    let range = try Self.range(asked, of: file.size)
    headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"
    return Response(status: .partialContent, headers: headers, body: body(of: digest, range))
  }

  private func body(of digest: AttachmentDigest, _ range: Range<UInt64>) -> ResponseBody {
    ResponseBody(contentLength: Int(range.count)) { [service] writer in
      var offset = range.lowerBound
      while offset < range.upperBound {
        let piece = try service.bytes(of: digest, from: offset)
          .prefix(Int(clamping: range.upperBound - offset))
        // It was let go of or damaged meanwhile: the answer stays short, and is known to be.
        if piece.isEmpty { throw ServiceError.noSuchAttachment }
        try await writer.write(ByteBuffer(bytes: piece))
        offset += UInt64(piece.count)
      }
      try await writer.finish(nil)
    }
  }

  /// A boolean of structured fields (RFC 9651); nil of anything else.
  private static func flag(_ text: String?) -> Bool? {
    switch text {
    case "?1": true
    case "?0": false
    default: nil
    }
  }

  /// One range of bytes of RFC 9110, `bytes=FIRST-` or `bytes=FIRST-LAST`, that begins within the file.
  private static func range(
    _ text: String, of size: UInt64
  ) throws(ServiceError) -> Range<UInt64> {
    let unit = "bytes="
    let ends = text.dropFirst(unit.count).split(separator: "-", omittingEmptySubsequences: false)
    guard text.hasPrefix(unit), ends.count == 2, let first = UInt64(ends[0]),
      let last = ends[1].isEmpty ? .max : UInt64(ends[1]), last >= first
    else { throw .attachmentHeaders }
    guard first < size else { throw .attachmentRange(size: size) }
    return first..<min(size - 1, last) + 1
  }
}

/// A file's bytes on their way to the store, which is written to in whole pieces.
private struct Arrival {
  let service: SyncService
  let digest: AttachmentDigest
  let caller: Caller
  /// What the waiting bytes take of the server's memory.
  let held: HeldBody
  /// Where the waiting bytes belong.
  var offset: UInt64
  private var waiting: [UInt8] = []

  init(
    service: SyncService, digest: AttachmentDigest, caller: Caller, held: HeldBody, offset: UInt64
  ) {
    self.service = service
    self.digest = digest
    self.caller = caller
    self.held = held
    self.offset = offset
  }

  mutating func add(_ bytes: some Collection<UInt8>) throws(ServiceError) {
    try held.add(bytes.count)
    waiting.append(contentsOf: bytes)
    while waiting.count >= SyncLimits.attachmentPieceBytes {
      try store(Array(waiting.prefix(SyncLimits.attachmentPieceBytes)))
    }
  }

  mutating func flush() throws(ServiceError) {
    // Even of nothing: whether it goes on where it should is to be known.
    try store(waiting)
  }

  private mutating func store(_ piece: [UInt8]) throws(ServiceError) {
    try service.append(piece, to: digest, at: offset, from: caller)
    waiting.removeFirst(piece.count)
    held.release()
    try held.add(waiting.count)
    offset += UInt64(piece.count)
  }
}

extension HTTPField.Name {
  static let uploadOffset = known(WireFormat.uploadOffset)
  static let uploadComplete = known(WireFormat.uploadComplete)
  static let uploadLimit = known(WireFormat.uploadLimit)
  static let campoReceipt = known(WireFormat.receiptField)

  private static func known(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is a field name") }
    return name
  }
}
