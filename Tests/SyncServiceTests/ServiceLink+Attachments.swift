import Campo
import SQLiteStore
import SyncProtocol
import SyncService

extension ServiceLink: AttachmentLink {
  func state(of digest: AttachmentDigest) async throws(SyncError) -> AttachmentState {
    try answering { caller throws(ServiceError) in
      Self.state(try service.attachmentStatus(digest, for: caller))
    }
  }

  func send(
    _ bytes: [UInt8], of digest: AttachmentDigest, at offset: UInt64, isLast: Bool
  ) async throws(SyncError) -> AttachmentState {
    try answering { caller throws(ServiceError) in
      try service.append(bytes, to: digest, at: offset, from: caller)
      if isLast { try service.completeAttachment(digest, from: caller) }
      return Self.state(try service.attachmentStatus(digest, for: caller))
    }
  }

  func fetch(
    _ digest: AttachmentDigest, from offset: UInt64, count: UInt64
  ) async -> AttachmentArrival {
    do throws(SyncError) {
      return try answering { caller throws(ServiceError) in
        let file = try service.attachment(digest, for: caller)
        guard offset < file.size else { throw .attachmentRange(size: file.size) }
        let bytes = try service.bytes(of: digest, from: offset).prefix(Int(count))
        return AttachmentArrival(bytes: Array(bytes), size: file.size, failure: nil)
      }
    } catch {
      return AttachmentArrival(bytes: [], size: nil, failure: error)
    }
  }

  private static func state(_ status: AttachmentStatus) -> AttachmentState {
    AttachmentState(
      offset: status.progress.offset, isComplete: status.progress.isComplete,
      receipt: status.receipt)
  }

  private func answering<Answer>(
    _ body: (Caller) throws(ServiceError) -> Answer
  ) throws(SyncError) -> Answer {
    do throws(ServiceError) {
      return try body(try service.caller(authorization: "Bearer \(token)"))
    } catch {
      throw .refused(error.response, status: error.status)
    }
  }
}
