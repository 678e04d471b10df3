public import Messages
import QuestionnaireLanguage
public import Replication
package import SQLiteStore
public import SyncProtocol

/// What taking in a bundle did.
public struct BundleImportReport: Hashable, Sendable {
  /// Who wrote it, as far as that is known here.
  public internal(set) var origin = BundleOrigin.unsigned
  /// Responses that were not here.
  public internal(set) var added = 0
  /// Those that brought something new to what was here.
  public internal(set) var merged = 0
  /// Those that said nothing new.
  public internal(set) var unchanged = 0
  /// Kept aside, because this store could not use them, with the reason.
  public internal(set) var quarantined: [Quarantined] = []
  /// Answers on which people disagree since this import.
  public internal(set) var newConflicts = 0
  /// Rules that no side broke and both together break.
  public internal(set) var mergeViolations: [MergeViolation] = []
  /// Responses of the person who works here that were sent back or corrected.
  public internal(set) var reviews: [Review] = []
  /// Files that were not here before, or not whole.
  public internal(set) var files = 0
  /// Files whose bytes are not those that their digest names; they were not taken.
  public internal(set) var wrongFiles: [AttachmentDigest] = []
  /// Questionnaires that came along.
  public internal(set) var definitions = 0
  /// Hashes of questionnaires that this version cannot read, or that are not what their hash says:
  /// they were not taken in, the responses were.
  public internal(set) var unreadableDefinitions: [String] = []

  public struct Quarantined: Hashable, Sendable {
    public let id: RecordID
    public let code: String
    public let message: Message
  }
}

extension BundleImportReport {
  /// What came of files; nil where none did.
  public var filesMessage: Message? {
    files == 0 ? nil : Message(es: "Archivos nuevos: \(files).", en: "New files: \(files).")
  }

  /// One for each file that was not taken.
  public var wrongFileMessages: [Message] {
    wrongFiles.map { digest in
      let name = digest.description.prefix(12)
      return Message(
        es: "El archivo \(name) está dañado en el paquete; no se tomó.",
        en: "File \(name) is damaged in the bundle; it was not taken.")
    }
  }
}

/// Merges a bundle file into a store: checked whole first, then in bounded batches.
package struct BundleImport {
  /// What a server does where a device only merges: it knows who sent it, and checks.
  package typealias Reception = (
    _ records: [EncodedRecord], _ seals: [SealEntry], _ header: BundleHeader,
    _ origin: BundleOrigin
  ) throws -> [MergeOutcome]

  /// A batch is merged when it has so many records, or so many bytes.
  private static let batchRecords = 200
  private static let batchBytes = 1 << 20
  /// Nor more bytes than these for the sake of keeping one response's states together.
  private static let mostBatchBytes = 8 << 20
  /// So many lines of seal logs wait for their records; more are taken in without them.
  private static let sealLimit = 200_000

  private let store: Store
  private let openers: [BundleOpener]
  private let reception: Reception?
  private var batch: [EncodedRecord] = []
  private var bytes = 0
  private var seals: [RecordID: [SealEntry]] = [:]
  private var waitingSeals = 0
  private var header: BundleHeader?
  private var name = ""
  private var check: MergeCheck
  private(set) var report = BundleImportReport()

  /// - Parameters:
  ///   - openers: keys of somebody else, besides those of the store.
  ///   - reception: of a server; its questionnaires are those that were published there.
  package init(
    into store: Store, openedBy openers: [BundleOpener] = [], reception: Reception? = nil
  ) {
    self.store = store
    self.openers = openers
    self.reception = reception
    check = MergeCheck(store)
  }

  /// Takes in a file; nothing of one that is damaged, or not what was signed, or encrypted to others.
  ///
  /// - Throws: `BundleError`, `FileError`, `StoreError`.
  @discardableResult
  package consuming func take(_ path: String) throws -> BundleImportReport {
    let scan = BundleScan(path: path, openers: try store.bundleOpeners() + openers)
    report.origin = try store.origin(of: scan.verify())
    if report.origin == .broken { throw BundleError.signatureBroken }
    name = path.split(separator: "/").last.map(String.init) ?? path
    try scan.forEachPart { part in
      switch part {
      case .header(let header): self.header = header
      case .signature, .unknown: break
      case .definition(let definition): if reception == nil { try keep(definition) }
      case .seals(let entries): try add(entries)
      case .record(let record): try add(record)
      case .attachment(let piece): try add(piece)
      }
    }
    try mergeBatch()
    try mergeSeals()
    return report
  }

  private mutating func add(_ record: EncodedRecord) throws {
    // The states of one response that two copies of a device made stand side by side and go
    // together, because the lines of the seal logs that tell them apart go with the first.
    let isFull = batch.count >= Self.batchRecords || bytes >= Self.batchBytes
    let isAnotherState = record.id == batch.last?.id && bytes < Self.mostBatchBytes
    if isFull, !isAnotherState { try mergeBatch() }
    batch.append(record)
    bytes += record.bytes.count
  }

  /// Pieces of a file that come from sticks, whichever stick.
  private static let source = "bundle"

  /// Goes on where the file ends here, so that an import that was cut off loses little.
  private mutating func add(_ piece: AttachmentPiece) throws {
    var here = try store.progress(of: piece.digest, from: Self.source)
    if here.isComplete {
      _ = try store.complete(piece.digest, from: Self.source, isHandedOver: true)
      return
    }
    let end = piece.start + UInt64(piece.bytes.count)
    if piece.start <= here.offset, here.offset < end {
      let rest = Array(piece.bytes.dropFirst(Int(here.offset - piece.start)))
      here =
        try store.append(rest, to: piece.digest, at: here.offset, from: Self.source).progress
    }
    guard end == piece.size else { return }
    if try store.complete(piece.digest, from: Self.source, isHandedOver: true) {
      report.files += 1
    } else {
      report.wrongFiles.append(piece.digest)
    }
  }

  private mutating func add(_ entries: [SealEntry]) throws {
    for entry in entries { seals[entry.record, default: []].append(entry) }
    waitingSeals += entries.count
    if waitingSeals > Self.sealLimit { try mergeSeals() }
  }

  /// Lines of the log whose records are elsewhere still prove what exists.
  private mutating func mergeSeals() throws {
    _ = try merge([], seals.values.flatMap { $0 })
    seals = [:]
    waitingSeals = 0
  }

  private mutating func mergeBatch() throws {
    let lines = batch.flatMap { seals.removeValue(forKey: $0.id) ?? [] }
    waitingSeals -= lines.count
    var watch = try ReviewWatch(store)
    try watch.noteBefore(batch)
    for outcome in try merge(batch, lines) {
      if let review = try watch.review(of: outcome) { report.reviews.append(review) }
      report.newConflicts += outcome.newConflicts.count
      report.mergeViolations += try check.violations(madeBy: outcome)
      switch outcome.result {
      case .added: report.added += 1
      case .merged: report.merged += 1
      case .unchanged: report.unchanged += 1
      case .quarantined(let reason):
        report.quarantined.append(
          .init(id: outcome.id, code: reason.code, message: reason.message))
      }
    }
    batch = []
    bytes = 0
  }

  private func merge(
    _ records: [EncodedRecord], _ lines: [SealEntry]
  ) throws -> [MergeOutcome] {
    guard let reception, let header else {
      return try store.merge(records, seals: lines, from: .peer(name))
    }
    return try reception(records, lines, header, report.origin)
  }

  private mutating func keep(_ definition: DefinitionResponse) throws {
    let questionnaire: Questionnaire
    do {
      questionnaire = try Questionnaire(canonicalBytes: definition.bytes)
      guard questionnaire.canonicalHash == definition.hash else {
        throw ClientError.unreadableQuestionnaire(hash: definition.hash)
      }
    } catch let error as any ExplainedError {
      report.unreadableDefinitions.append(definition.hash)
      try store.log(code: error.code, error.message)
      return
    }
    try store.put(
      StoredDefinition(
        hash: definition.hash, name: questionnaire.id, version: questionnaire.version,
        title: questionnaire.title, bytes: definition.bytes))
    report.definitions += 1
  }
}
