import Replication
import SQLiteStore
public import SyncProtocol

/// What a store wrote to bundles.
public struct BundleExportReport: Hashable, Sendable {
  public internal(set) var responses = 0
  public internal(set) var files = 0
  /// Files that are damaged here; they were left out.
  public internal(set) var damagedFiles: [AttachmentDigest] = []
  /// The bundles, in order: one, unless they were to be no larger than so much.
  public internal(set) var paths: [String] = []
}

/// Writes the responses of a store, and the files that they name, to bundles, a page at a time.
struct BundleExport {
  private static let pageRecords = 200
  private static let pageBytes = 1 << 20

  let store: Store
  let header: BundleHeader
  /// Who vouches for it; nil where nobody can.
  let signer: BundleSigner?
  /// For whom it is encrypted; for nobody where there are none.
  var recipients: [BundleRecipient] = []
  /// Nil for all.
  var only: Set<RecordID>?
  /// Written after the store's own, as they are.
  var besides: [EncodedRecord] = []
  /// Also the files that no sealed response names.
  var includesUnnamedFiles = false
  /// The most bytes of one bundle; nil for one bundle with everything.
  var partBytes: UInt64?
  /// Whether files may be replaced that are not this store's earlier bundles.
  var overwriting = false

  /// Writes one bundle, or several that each stand for themselves; they appear when all are whole.
  /// - Throws: `ClientError.partTooSmall` where a file does not fit into a bundle of its own;
  ///   `OutputError`.
  func write(to path: String) throws -> BundleExportReport {
    var report = BundleExportReport()
    var parts = [try part(path, &report)]
    var part: BundlePartFile { parts[parts.count - 1] }
    var position: Int64 = 0
    while true {
      let page = try store.outgoing(
        .all, after: position, limit: Self.pageRecords, maxBytes: Self.pageBytes)
      let chosen = page.filter { only?.contains($0.id) ?? true }
      let bytes = chosen.reduce(0) { $0 + $1.encoded.bytes.count }
      if !part.isEmpty, !fits(bytes, into: part.bytes) {
        try part.finish(signer)
        parts.append(try self.part(path, &report))
      }
      try part.write(chosen)
      report.responses += chosen.count
      guard let last = page.last else { break }
      position = last.position
    }
    try part.write(besides)
    var last: StoredAttachment?
    while let file = try store.attachments(.held, after: last, limit: 1).first {
      last = file
      guard try isChosen(file) else { continue }
      if try store.isDamaged(file.digest) {
        report.damagedFiles.append(file.digest)
        continue
      }
      if !part.isEmpty, !fits(Int(clamping: file.size), into: part.bytes) {
        try part.finish(signer)
        parts.append(try self.part(path, &report))
      }
      guard !part.isEmpty || fits(Int(clamping: file.size), into: part.bytes) else {
        throw ClientError.partTooSmall(file: file.digest, bytes: file.size)
      }
      try part.write(file, of: store)
      report.files += 1
    }
    try part.finish(signer)
    for whole in parts { try whole.commit() }
    if !recipients.isEmpty { for path in report.paths { try sealedBundles.note(path) } }
    return report
  }

  /// The next part, begun.
  private func part(_ path: String, _ report: inout BundleExportReport) throws -> BundlePartFile {
    let name = report.paths.isEmpty ? path : Self.name(path, part: report.paths.count + 1)
    try OutputPlace.claim(name, overwriting: overwriting, isOwn: isEarlier)
    report.paths.append(name)
    return try BundlePartFile(name, header, try definitions(), recipients)
  }

  /// Whether a file is a bundle that this store wrote as who it is still: what that holds lies here. A
  /// store that was put back to an old copy may lack some of it, and is another since.
  private func isEarlier(_ path: String) throws -> Bool {
    if try sealedBundles.contains(path) { return true }
    let scan = BundleScan(path: path, openers: try store.bundleOpeners())
    return try scan.producer() == header.producer
  }

  private var sealedBundles: SealedBundles {
    SealedBundles(store: store, producer: header.producer)
  }

  /// `equipo.bundle` has the second part `equipo.2.bundle`.
  private static func name(_ path: String, part: Int) -> String {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    guard let dot = path[slash...].lastIndex(of: ".") else { return "\(path).\(part)" }
    return "\(path[..<dot]).\(part)\(path[dot...])"
  }

  private func definitions() throws -> [DefinitionResponse] {
    try header.definitions.compactMap { hash in
      try store.definition(hash: hash).map { DefinitionResponse(hash: hash, bytes: $0.bytes) }
    }
  }

  /// Room is left for what divides and ends a bundle.
  private func fits(_ count: Int, into bytes: Int) -> Bool {
    guard let partBytes else { return true }
    // An encrypted file is a four-thousandth larger.
    let most = bytes + bytes / 2_048 + count + count / 16 + BundlePartFile.surroundings
    return UInt64(most) <= partBytes
  }

  private func isChosen(_ file: StoredAttachment) throws -> Bool {
    if includesUnnamedFiles { return true }
    let names = try store.records(naming: file.digest)
    return only.map { !$0.isDisjoint(with: names) } ?? (file.isHandedOver || !names.isEmpty)
  }
}

/// One bundle while it is written.
private final class BundlePartFile {
  /// More than the signature, the end and an encrypted file's beginning take, in bytes.
  static let surroundings = 8_192

  /// Nil once it has its name.
  private var file: AtomicFile?
  private var writer = BundleWriter()
  /// Of an encrypted one.
  private var sealer: BundleSealer?
  /// Written so far, before it is encrypted.
  private(set) var bytes = 0
  /// Whether it holds nothing but questionnaires.
  private(set) var isEmpty = true

  init(
    _ path: String, _ header: BundleHeader, _ definitions: [DefinitionResponse],
    _ recipients: [BundleRecipient]
  ) throws {
    file = try AtomicFile(path: path)
    if !recipients.isEmpty {
      let sealer = BundleSealer(to: recipients)
      try file?.write(sealer.begin())
      self.sealer = sealer
    }
    try put(writer.begin(header))
    for definition in definitions { try put(writer.definition(definition)) }
  }

  func write(_ records: [OutgoingRecord]) throws {
    try put(writer.seals(records.flatMap(\.seals)))
    try write(records.map(\.encoded))
  }

  func write(_ records: [EncodedRecord]) throws {
    for record in records { try put(writer.record(record)) }
    isEmpty = isEmpty && records.isEmpty
  }

  func write(_ attachment: StoredAttachment, of store: Store) throws {
    var start: UInt64 = 0
    repeat {
      let piece = AttachmentPiece(
        digest: attachment.digest, size: attachment.size, start: start,
        bytes: try store.bytes(of: attachment.digest, from: start))
      try put(writer.attachment(piece))
      start += UInt64(piece.bytes.count)
    } while start < attachment.size
    isEmpty = false
  }

  /// Ends it; nothing may be written any more.
  func finish(_ signer: BundleSigner?) throws {
    if let signer { try put(writer.signature(by: signer)) }
    try put(writer.end())
    if let last = sealer?.end() { try file?.write(last) }
    try file?.finish()
  }

  /// Gives it its name. Dropped before that, nothing of it is left.
  func commit() throws {
    if let whole = file.take() { try whole.commit() }
  }

  private func put(_ bytes: [UInt8]) throws {
    try file?.write(sealer?.write(bytes) ?? bytes)
    self.bytes += bytes.count
  }
}
