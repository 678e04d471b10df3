internal import CurlTransport
internal import Foundation
package import SyncProtocol

/// What a server tells of a file.
package struct AttachmentState: Hashable, Sendable {
  /// The bytes it has of us.
  package let offset: UInt64
  /// It holds the file.
  package let isComplete: Bool
  /// What it signed to that, as it came.
  package let receipt: AttachmentReceipt?

  package init(offset: UInt64, isComplete: Bool, receipt: AttachmentReceipt? = nil) {
    self.offset = offset
    self.isComplete = isComplete
    self.receipt = receipt
  }
}

/// What came of a file, and why no more.
package struct AttachmentArrival: Sendable {
  package let bytes: [UInt8]
  /// In bytes; nil where no answer said it.
  package let size: UInt64?
  package let failure: SyncError?

  package init(bytes: [UInt8], size: UInt64?, failure: SyncError?) {
    self.bytes = bytes
    self.size = size
    self.failure = failure
  }
}

/// How files come and go, however a server is reached.
package protocol AttachmentLink: Sendable {
  func state(of digest: AttachmentDigest) async throws(SyncError) -> AttachmentState
  /// - Parameter isLast: whether the file ends with these bytes.
  func send(
    _ bytes: [UInt8], of digest: AttachmentDigest, at offset: UInt64, isLast: Bool
  ) async throws(SyncError) -> AttachmentState
  /// Asks for so many bytes from an offset on; a cut leaves what had come.
  func fetch(
    _ digest: AttachmentDigest, from offset: UInt64, count: UInt64
  ) async -> AttachmentArrival
}

extension SyncEndpoint: AttachmentLink {
  package func state(of digest: AttachmentDigest) async throws(SyncError) -> AttachmentState {
    try state(try await send(request(.head, digest)))
  }

  package func send(
    _ bytes: [UInt8], of digest: AttachmentDigest, at offset: UInt64, isLast: Bool
  ) async throws(SyncError) -> AttachmentState {
    var request = request(.patch, digest)
    request.body = bytes
    request.headers += [
      "Content-Type: \(WireFormat.partialUploadType)", "\(WireFormat.uploadOffset): \(offset)",
      "\(WireFormat.uploadComplete): \(isLast ? "?1" : "?0")",
    ]
    return try state(try await send(request))
  }

  package func fetch(
    _ digest: AttachmentDigest, from offset: UInt64, count: UInt64
  ) async -> AttachmentArrival {
    var request = request(.get, digest)
    request.headers.append("Range: bytes=\(offset)-\(offset + count - 1)")
    request.expectedTypes.insert(WireFormat.fileType)
    let end = await sendKeepingWhatCame(request)
    let failure = end.failure.map { $0 == .cancelled ? SyncError.cancelled : .transport($0) }
    guard let response = end.response else {
      return AttachmentArrival(bytes: [], size: nil, failure: failure)
    }
    guard response.contentType == WireFormat.fileType else {
      return AttachmentArrival(bytes: [], size: nil, failure: failure ?? refusal(response))
    }
    guard response.status == 206,
      let range = ContentRange(response.fields["content-range"] ?? ""), range.first == offset,
      UInt64(response.body.count) <= count
    else {
      return AttachmentArrival(
        bytes: [], size: nil, failure: .answer(.invalid(field: "Content-Range")))
    }
    return AttachmentArrival(bytes: response.body, size: range.size, failure: failure)
  }

  private func request(
    _ method: TransportRequest.Method, _ digest: AttachmentDigest
  ) -> TransportRequest {
    request(method, WireFormat.attachmentsPath + digest.description)
  }

  private func state(_ response: TransportResponse) throws(SyncError) -> AttachmentState {
    guard response.status == 204 else { throw refusal(response) }
    guard let offset = response.fields[WireFormat.uploadOffset.lowercased()].flatMap({ UInt64($0) })
    else { throw .answer(.invalid(field: WireFormat.uploadOffset)) }
    let receipt = response.fields[WireFormat.receiptField.lowercased()]
      .flatMap { Data(base64Encoded: $0) }
    return AttachmentState(
      offset: offset,
      isComplete: response.fields[WireFormat.uploadComplete.lowercased()] == "?1",
      receipt: try receipt.map { (bytes) throws(SyncError) in
        do throws(WireError) {
          return try AttachmentReceipt(fieldBytes: Array(bytes))
        } catch {
          throw .answer(error)
        }
      })
  }
}

/// `bytes FIRST-LAST/SIZE` of RFC 9110.
private struct ContentRange {
  let first: UInt64
  let size: UInt64

  init?(_ text: String) {
    let unit = "bytes "
    guard text.hasPrefix(unit) else { return nil }
    let parts = text.dropFirst(unit.count).split { $0 == "-" || $0 == "/" }
    guard parts.count == 3, let first = UInt64(parts[0]), let size = UInt64(parts[2]) else {
      return nil
    }
    self.first = first
    self.size = size
  }
}
