internal import CurlTransport
internal import Messages
internal import SQLiteStore
internal import SyncProtocol

/// Sends the files that the server lacks, and fetches those that are missing here where that is wanted:
/// after the responses, small ones first.
///
/// What a server acknowledged is not sent again, nor fetched what is on the disk: a cut costs what was
/// under way.
struct AttachmentTransfer {
  /// Sent or asked for at once. Larger pieces would save little on a slow link, and cost memory.
  private static let pieceBytes: UInt64 = 1 << 20
  /// A server that lets a file begin anew so often is not served with it further today.
  private static let restarts = 3
  /// Files that were given to a hub and of which no receipt came are asked about, so many at most.
  private static let questions = 32

  let store: Store
  let link: any AttachmentLink
  let upstream: UpstreamHistory
  let progress: (SyncEvent) -> Void
  private(set) var report = AttachmentReport()
  private let proofs: ReceiptProofs

  init(
    _ store: Store, over link: any AttachmentLink, to upstream: UpstreamHistory,
    progress: @escaping (SyncEvent) -> Void
  ) throws(SyncError) {
    self.store = store
    self.link = link
    self.upstream = upstream
    self.progress = progress
    proofs = try SyncError.storing { () throws(StoreError) in try ReceiptProofs(store) }
  }

  /// Sends what this upstream is not known to hold, and asks for the receipts that are still missing.
  mutating func send() async throws(SyncError) {
    var last: StoredAttachment?
    while let file = try next(.unknown(to: upstream), after: last) {
      last = file
      do {
        try await send(file)
      } catch .transport(.status(404, _)) {
        // A server of an older version, which knows no files: they wait for its next one.
        report.isUnsupported = true
        return
      } catch {
        guard error.isOfOneFile else { throw error }
        // It must not hold up the others.
        report.refused += 1
        try SyncError.storing { () throws(StoreError) in
          try store.log(code: error.code, error.message)
        }
      }
    }
    let root = try SyncError.storing { () throws(StoreError) in try store.receiptRoot() }
      .map { UpstreamHistory(server: $0.server, epoch: $0.epoch) }
    guard let root else { return }
    let unproven = try SyncError.storing { () throws(StoreError) in
      try store.attachments(.unproven(by: upstream, under: root), limit: Self.questions)
    }
    for file in unproven {
      let state = try await link.state(of: file.digest)
      if state.isComplete {
        try keep(state, of: file)
      } else {
        // It lost the file since, as a hub does that nobody can tell was put back.
        try await send(file)
      }
    }
  }

  /// Fetches what is named here and missing or damaged; what the upstream does not have stays missing.
  mutating func fetch() async throws(SyncError) {
    var last: StoredAttachment?
    while let file = try next(.held, after: last) {
      last = file
      _ = try SyncError.storing { () throws(StoreError) in try store.doubt(file.digest) }
    }
    last = nil
    while let file = try next(.missing, after: last) {
      last = file
      try await fetch(file)
    }
  }

  private func next(
    _ selection: Store.AttachmentSelection, after last: StoredAttachment? = nil
  ) throws(SyncError) -> StoredAttachment? {
    try SyncError.storing { () throws(StoreError) in
      try store.attachments(selection, after: last, limit: 1).first
    }
  }

  // MARK: Up

  private mutating func send(_ file: StoredAttachment) async throws(SyncError) {
    var state = try await link.state(of: file.digest)
    var restarts = 0
    while !state.isComplete {
      progress(.sendingFile(sent: state.offset, of: file.size))
      let piece = try bytes(of: file, from: state.offset)
      let end = state.offset + UInt64(piece.count)
      do {
        state = try await link.send(
          piece, of: file.digest, at: state.offset, isLast: end >= file.size)
      } catch {
        guard case .refused(_, let status) = error, status == 409 || status == 400,
          restarts < Self.restarts
        else { throw error }
        // It went on elsewhere, or what had come was another file: where it is now, it says.
        restarts += 1
        state = try await link.state(of: file.digest)
        continue
      }
      report.bytesSent += UInt64(piece.count)
      if !state.isComplete, end >= file.size { throw .answer(.invalid(field: "Upload-Complete")) }
    }
    try keep(state, of: file)
    report.sent += 1
    progress(.sendingFile(sent: file.size, of: file.size))
  }

  private func bytes(
    of file: StoredAttachment, from offset: UInt64
  ) throws(SyncError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < Self.pieceBytes {
      let more = try SyncError.storing { () throws(StoreError) in
        try store.bytes(of: file.digest, from: offset + UInt64(bytes.count))
      }
      if more.isEmpty { break }
      bytes += more
    }
    return bytes
  }

  private func keep(_ state: AttachmentState, of file: StoredAttachment) throws(SyncError) {
    let receipt = state.receipt.flatMap { proofs.accepts($0, of: file.digest) ? $0 : nil }
    try SyncError.storing { () throws(StoreError) in
      try store.note(file.digest, heldBy: upstream, receipt: receipt)
    }
  }

  // MARK: Down

  /// Pieces that come lie apart from those that a device would send to this store.
  private static let source = "upstream"

  mutating func fetch(_ file: StoredAttachment) async throws(SyncError) {
    var restarts = 0
    while true {
      let here = try SyncError.storing { () throws(StoreError) in
        try store.progress(of: file.digest, from: Self.source)
      }
      if here.isComplete { return }
      progress(.fetchingFile(received: here.offset, of: file.size))
      let arrival = await link.fetch(file.digest, from: here.offset, count: Self.pieceBytes)
      try SyncError.storing { () throws(StoreError) in
        try add(arrival.bytes, to: file.digest, at: here.offset)
      }
      report.bytesReceived += UInt64(arrival.bytes.count)
      switch arrival.failure {
      case nil:
        guard let size = arrival.size else { throw .answer(.invalid(field: "Content-Range")) }
        if here.offset + UInt64(arrival.bytes.count) < size, !arrival.bytes.isEmpty { continue }
      case .refused(_, 404):
        report.missing += 1
        return
      // All had come before.
      case .refused(_, 416): break
      case let failure?: throw failure
      }
      let isHere = try SyncError.storing { () throws(StoreError) in
        try store.complete(file.digest, from: Self.source)
      }
      if isHere {
        try keep(AttachmentState(offset: here.offset, isComplete: true), of: file)
        report.received += 1
        return
      }
      restarts += 1
      if restarts >= Self.restarts { throw .wrongAttachment(file.digest) }
    }
  }

  private func add(
    _ bytes: [UInt8], to digest: AttachmentDigest, at offset: UInt64
  ) throws(StoreError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(SyncLimits.attachmentPieceBytes))
      let start = offset + UInt64(bytes.count - rest.count)
      _ = try store.append(piece, to: digest, at: start, from: Self.source)
      rest = rest.dropFirst(piece.count)
    }
  }
}

/// What became of files in a synchronization.
public struct AttachmentReport: Hashable, Sendable {
  /// Files that the server holds since.
  public internal(set) var sent = 0
  /// Files that are here since.
  public internal(set) var received = 0
  /// Files asked for that the server does not have either, so far.
  public internal(set) var missing = 0
  /// Files that could not be sent, each for a reason of its own that the log says.
  public internal(set) var refused = 0
  /// There are files to send, and the server is of a version that takes none.
  public internal(set) var isUnsupported = false
  /// Of files alone, without what surrounds them.
  public internal(set) var bytesSent: UInt64 = 0
  public internal(set) var bytesReceived: UInt64 = 0

  public init() {}
}

extension SyncError {
  /// Whether the next file may fare better.
  fileprivate var isOfOneFile: Bool {
    switch self {
    case .refused(_, let status): [400, 404, 409, 413].contains(status)
    case .store(let error): if case .damaged = error.kind { true } else { false }
    default: false
    }
  }
}
