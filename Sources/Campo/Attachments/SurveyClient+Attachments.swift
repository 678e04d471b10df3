internal import Crypto
internal import Foundation
public import Interviewing
public import Replication
public import SQLiteStore
public import SyncProtocol

extension SurveyClient {
  /// Keeps a copy of a file in the store, so that an answer may name it; on the disk on return.
  ///
  /// Memory does not grow with the file, which is read twice: first for its digest.
  /// - Throws: `FileError`, `.attachmentTooLarge`; `ClientError.fileChanged` where it was written to
  ///   meanwhile.
  public func keepFile(at path: String) throws -> Attachment {
    let digest = try Self.digest(ofFile: path)
    var progress = try store.progress(of: digest, from: Self.localSource)
    var offset: UInt64 = 0
    try Self.forEachPiece(ofFile: path) { piece in
      let end = offset + UInt64(piece.count)
      if !progress.isComplete, end > progress.offset {
        let rest = Array(piece.suffix(Int(end - progress.offset)))
        progress = try store.append(
          rest, to: digest, at: progress.offset, from: Self.localSource
        ).progress
      }
      offset = end
    }
    guard try store.complete(digest, from: Self.localSource),
      let kept = try store.attachment(digest)
    else { throw ClientError.fileChanged(path) }
    let name = URL(fileURLWithPath: path).lastPathComponent
    return Attachment(
      sha256: digest.bytes, size: kept.size, type: MediaType.named(name), name: name)
  }

  /// Files that responses name or that are here, small ones first, behind a place among them.
  public func files(
    _ selection: Store.AttachmentSelection = .all, after last: StoredAttachment? = nil,
    limit: Int = 100
  ) throws -> [StoredAttachment] {
    try store.attachments(selection, after: last, limit: limit)
  }

  /// Writes a file that is here to a path, under which it appears when it is whole.
  /// - Parameter overwriting: whether a file that bears the name may go.
  /// - Throws: `OutputError`; `.noAttachment`; `.damaged` where its bytes have not its digest, and
  ///   nothing is written.
  public func saveFile(
    _ digest: AttachmentDigest, to path: String, overwriting: Bool = false
  ) throws {
    try OutputPlace.claim(path, overwriting: overwriting)
    try store.copyOut(digest, to: path)
  }

  /// What comes from this device's own disk, apart from what is sent to it.
  private static let localSource = "file"

  private static func digest(ofFile path: String) throws -> AttachmentDigest {
    var hash = SHA256()
    var size = 0
    try forEachPiece(ofFile: path) { piece in
      size += piece.count
      guard size <= SyncLimits.attachmentBytes else {
        throw StoreError(.attachmentTooLarge(limit: SyncLimits.attachmentBytes), at: path)
      }
      hash.update(data: piece)
    }
    guard let digest = AttachmentDigest(Array(hash.finalize())) else {
      preconditionFailure("SHA-256 has the length of a digest")
    }
    return digest
  }

  private static func forEachPiece(ofFile path: String, _ body: ([UInt8]) throws -> Void) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.read, path: path, number: errno) }
    defer { close(descriptor) }
    var piece = [UInt8](repeating: 0, count: SyncLimits.attachmentPieceBytes)
    while true {
      var filled = 0
      while filled < piece.count {
        let count = piece.withUnsafeMutableBytes {
          read(descriptor, $0.baseAddress! + filled, $0.count - filled)
        }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw FileError(.read, path: path, number: errno) }
        if count == 0 { break }
        filled += count
      }
      if filled > 0 { try body(filled == piece.count ? piece : Array(piece[..<filled])) }
      if filled < piece.count { return }
    }
  }
}

extension InterviewSession {
  /// Answers a question for a photo, a recording or another file with the file at a path: a copy is
  /// kept first, then the answer; both are on the disk on return.
  public mutating func answer(_ path: String, withFile file: String) throws -> AnswerOutcome {
    try answer(path, .attachment(try keepFile(at: file)))
  }
}

extension SurveyClient {
  /// Calls `body` with each file of a selection, small ones first.
  public func forEachFile(
    _ selection: Store.AttachmentSelection = .all, _ body: (StoredAttachment) throws -> Void
  ) throws {
    var last: StoredAttachment?
    while case let page = try files(selection, after: last), !page.isEmpty {
      for file in page { try body(file) }
      last = page.last
    }
  }

  /// The responses that name a file, or once named it.
  public func responses(naming digest: AttachmentDigest) throws -> [RecordID] {
    try store.records(naming: digest)
  }

  /// The file whose digest begins with these hexadecimal digits.
  /// - Throws: `ClientError.unknownFile` where it is none, or several.
  public func file(startingWith digits: String) throws -> AttachmentDigest {
    var matches: [AttachmentDigest] = []
    try forEachFile { file in
      if file.digest.description.hasPrefix(digits.lowercased()) { matches.append(file.digest) }
    }
    guard let match = matches.first, matches.count == 1 else {
      throw ClientError.unknownFile(digits, matches: matches.count)
    }
    return match
  }
}
