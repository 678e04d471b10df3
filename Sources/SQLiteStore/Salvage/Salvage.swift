import Foundation
import RecordCoding
public import Replication
public import SyncProtocol

/// Rescues what can be read of a damaged store into another one, page by page and without SQLite:
/// whatever stands in a row whose own bytes are whole.
///
/// Memory grows with the number of responses (their identities), of names, and with what waited to be sealed,
/// not with what the store holds.
public struct Salvage {
  /// What was rescued.
  public struct Report: Hashable, Sendable {
    /// Responses that were rescued, wholly or in an earlier state.
    public internal(set) var responses = 0
    /// Those among them with saved answers that were not sealed.
    public internal(set) var withPending = 0
    /// Questionnaires.
    public internal(set) var definitions = 0
    /// Responses whose identity is lost: what waited to be sealed was rescued under a new one.
    public internal(set) var renamed: [RecordID] = []
    /// Rescued in a state that lacks something that was sealed.
    public internal(set) var older: [RecordID] = []
    /// Known to have been in the store, and not readable.
    public internal(set) var lost: [RecordID] = []
    /// Files that were rescued whole.
    public internal(set) var files = 0
    /// Files that were there and of which pieces are lost.
    public internal(set) var lostFiles: [AttachmentDigest] = []
    /// Who worked with the store, as its settings say; nil where they cannot be read.
    public internal(set) var authorName: String?
    public internal(set) var authorRole: String?

    /// Nothing that is known of was lost.
    public var isComplete: Bool {
      renamed.isEmpty && older.isEmpty && lost.isEmpty && lostFiles.isEmpty
    }
  }

  private static let batchRecords = 200
  private static let batchBytes = 1 << 20
  private static let batchSeals = 4_096

  private let store: Store
  private let pages: RawPages
  private let finder: RowFinder
  private var report = Report()
  private var names = NumberedNames()
  /// By the numbers that rows of the damaged store call files by; older rows may mean others.
  private var digests: [Int64: Set<AttachmentDigest>] = [:]
  private var heldFiles: Set<AttachmentDigest> = []
  private var batch: [EncodedRecord] = []
  private var batchBytes = 0
  private var seals: [SealEntry] = []
  /// By the numbers that rows of the damaged store call responses by.
  private var identities: [Int64: RecordID] = [:]
  /// The same by the index, which has no checksum.
  private var indexed: [Int64: RecordID] = [:]
  private var pending: [Int64: [Int64: PendingWrites]] = [:]

  /// Reads a damaged store's folder and changes nothing there.
  /// - Parameter store: an empty one, which takes what is rescued.
  /// - Throws: `.notFound`, `.notAccessible`; `StoreError` of writing to `store`.
  public static func run(from directory: String, into store: Store) throws -> Report {
    var salvage = try Salvage(directory, store)
    try salvage.rescue()
    return salvage.report
  }

  private init(_ directory: String, _ store: Store) throws(StoreError) {
    self.store = store
    pages = try RawPages(of: StoreFile(directory: directory).path)
    finder = RowFinder(carver: RowCarver(pages: pages), cipher: store.environment.cipher)
  }

  private mutating func rescue() throws {
    try collectNames()
    let free = pages.freePages()
    try pages.forEachImage { image in
      var found = finder.lasting(on: image.bytes)
      if image.isLatest, !free.contains(image.number) { found += finder.pending(on: image) }
      for row in found { try take(row) }
    }
    try mergeBatch()
    try adoptPending()
    for digest in heldFiles.sorted() {
      if try store.completeAdopted(digest) {
        report.files += 1
      } else {
        report.lostFiles.append(digest)
      }
    }
    report.definitions = try store.definitions().count
    try compare()
  }

  private mutating func take(_ row: SalvagedRow) throws {
    switch row {
    case .record(let number, let id, let state):
      identities[number] = id
      if let bytes = canonical(state, of: id) { try add(EncodedRecord(id: id, bytes: bytes)) }
    case .name, .attachment: break
    case .piece(let number, let start, let sealed): try adopt(sealed, of: number, at: start)
    case .quarantined(let encoded): try add(encoded)
    case .seal(let entry):
      seals.append(entry)
      if seals.count >= Self.batchSeals { try mergeBatch() }
    case .definition(let definition): try store.put(definition)
    case .pending(let number, let place, let writes): pending[number, default: [:]][place] = writes
    case .identity(let number, let id): indexed[number] = id
    case .authorName(let name): report.authorName = name
    case .authorRole(let name): report.authorRole = name
    }
  }

  /// Which of the files that a number may mean the piece is of, its checksum says.
  private func adopt(_ sealed: [UInt8], of number: Int64, at start: UInt64) throws {
    for digest in digests[number] ?? [] {
      let place = Store.piecePlace(digest, start)
      guard let bytes = store.environment.cipher.open(sealed, place) else { continue }
      try store.adopt(bytes, of: digest, at: start)
    }
  }

  /// States number names, and pieces files, that may stand behind them in the file.
  private mutating func collectNames() throws {
    var found: [Int: String] = [:]
    try pages.forEachImage { image in
      for row in finder.lasting(on: image.bytes) {
        switch row {
        case .name(let number, let name) where number <= Store.numberedNames:
          found[number] = name
        case .attachment(let number, let digest, let isHeld):
          digests[number, default: []].insert(digest)
          if isHeld { heldFiles.insert(digest) }
        default: break
        }
      }
    }
    for number in 0..<(found.keys.max() ?? 0) { names.append(found[number + 1]) }
  }

  /// Nil of a state that numbers a name of which no copy is left; then it is told as lost.
  private func canonical(_ state: [UInt8], of id: RecordID) -> [UInt8]? {
    guard RecordCoder.isCompact(state) else { return state }
    do throws(RecordDecodingError) {
      return RecordCoder.encode(
        try RecordCoder.decodeCompact(state, id: id, names: names, sharing: KnownKeys()))
    } catch {
      return nil
    }
  }

  private mutating func add(_ encoded: EncodedRecord) throws {
    batch.append(encoded)
    batchBytes += encoded.bytes.count
    if batch.count >= Self.batchRecords || batchBytes >= Self.batchBytes { try mergeBatch() }
  }

  private mutating func mergeBatch() throws {
    try store.merge(batch, seals: seals, from: .peer("salvage"))
    batch = []
    batchBytes = 0
    seals = []
  }

  private mutating func adoptPending() throws {
    for (number, rows) in pending.sorted(by: { $0.key < $1.key }) {
      let known = identities[number] ?? indexed[number]
      let bits = store.environment.randomBits()
      let id = known ?? RecordID(high: bits.high, low: bits.low)
      var adopts = false
      for place in rows.keys.sorted() {
        guard let writes = rows[place] else { continue }
        adopts = try store.adopt(writes, to: id) || adopts
      }
      guard adopts else { continue }
      report.withPending += 1
      if known == nil { report.renamed.append(id) }
    }
  }

  /// What the index and the seal log know of, beside what was rescued.
  private mutating func compare() throws {
    try store.sealAll()
    var position: Int64 = 0
    while case let page = try store.outgoing(.all, after: position, limit: Self.batchRecords),
      let last = page.last
    {
      report.responses += page.count
      for record in page where !record.seals.allSatisfy({ record.context.contains($0.dot) }) {
        report.older.append(record.id)
      }
      position = last.position
    }
    for id in Set(indexed.values).sorted() where try store.summary(of: id) == nil {
      report.lost.append(id)
    }
  }
}
