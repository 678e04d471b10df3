internal import Crypto
internal import RecordCoding
public import Replication

/// What nearly always becomes of what a device hands over, told for all at once: the server holds the
/// record exactly as it was sent, and found it valid without a word to say, or what `found` says.
///
/// Receipt, verdict and signed receipt of such a record follow from what the device itself sent.
public struct PlainOutcomes: Hashable, Sendable {
  /// A bit for each record of the batch, in ascending order of ids, the lowest first.
  public var bits: [UInt8]
  /// Where each of them stands in its area's feed; none where no signature was asked for.
  public var sequences: [UInt64]
  /// Over the receipts of them all (`ReceiptTree`); empty where none was asked for.
  public var signature: [UInt8]
  /// Of those of them that are not valid without a word; ascending. Only for whoever words verdicts.
  public var found: [FoundVerdict] = []
  /// Whether the numbers are written as runs: for whoever reads `found`.
  public var sequencesAreRuns = false

  public init(bits: [UInt8] = [], sequences: [UInt64] = [], signature: [UInt8] = []) {
    self.bits = bits
    self.sequences = sequences
    self.signature = signature
  }

  /// - Parameters:
  ///   - plain: some of the batch's records.
  ///   - verdicts: on some of these, that have to be told.
  public init(
    of plain: Set<RecordID>, among batch: Batch, verdicts: [RecordID: Verdict] = [:]
  ) {
    let ids = batch.ids
    bits = Array(repeating: 0, count: (ids.count + 7) / 8)
    for (place, id) in ids.enumerated() where plain.contains(id) {
      bits[place / 8] |= 1 << UInt8(place % 8)
      guard let verdict = verdicts[id] else { continue }
      found.append(
        FoundVerdict(
          place: UInt64(place), state: verdict.state, violations: verdict.violations))
    }
    if plain.isEmpty { bits = [] }
    sequences = []
    signature = []
  }

  /// Ascending.
  func records(among batch: Batch) throws(WireError) -> [RecordID] {
    let ids = batch.ids
    guard bits.isEmpty || bits.count == (ids.count + 7) / 8 else { throw .invalid(field: "plain") }
    return ids.enumerated().filter { place, _ in
      !bits.isEmpty && bits[place / 8] >> UInt8(place % 8) & 1 == 1
    }.map(\.element)
  }
}

extension PlainOutcomes {
  /// By record; each must be one of those told at once.
  fileprivate func found(
    among batch: Batch, _ told: [RecordID]
  ) throws(WireError) -> [RecordID: FoundVerdict] {
    if found.isEmpty { return [:] }
    let ids = batch.ids
    let told = Set(told)
    var byRecord: [RecordID: FoundVerdict] = [:]
    for verdict in found {
      guard verdict.place < UInt64(ids.count), told.contains(ids[Int(verdict.place)]) else {
        throw .invalid(field: "found")
      }
      byRecord[ids[Int(verdict.place)]] = verdict
    }
    return byRecord
  }
}

extension Batch {
  /// Of its records, each once, ascending.
  fileprivate var ids: [RecordID] { Set(records.map(\.id)).sorted() }
}

extension SyncResponse {
  /// The answer with what it tells at once told of each record.
  /// - Parameter batch: as it was handed over, with nothing packed.
  public func spelledOut(for batch: Batch) throws(WireError) -> SyncResponse {
    var whole = self
    whole.plain = PlainOutcomes()
    let ids = try plain.records(among: batch)
    let found = try plain.found(among: batch, ids)
    let isSigned = !plain.signature.isEmpty
    guard plain.sequences.count == (isSigned ? ids.count : 0) else {
      throw .invalid(field: "plain")
    }
    let sent = Dictionary(
      batch.records.map { ($0.id, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    var signed: [SignedReceipt] = []
    for (place, id) in ids.enumerated() {
      let bytes = sent[id] ?? []
      let record: Record
      do { record = try RecordCoder.decode(bytes) } catch { throw .invalid(field: "plain") }
      whole.receipts.append(
        Receipt(record: id, digest: Array(SHA256.hash(data: bytes)), context: record.context))
      whole.verdicts.append(
        Verdict(
          record: id,
          contextDigest: Array(SHA256.hash(data: RecordCoder.encode(record.context))),
          definition: record.text(of: RegisterKey.Field.definition) ?? "",
          state: found[id]?.state ?? .valid, violations: found[id]?.violations ?? []))
      guard isSigned else { continue }
      signed.append(
        SignedReceipt(
          server: server, epoch: epoch, area: record.text(of: RegisterKey.Field.area) ?? "",
          sequence: plain.sequences[place], record: id, context: record.context))
    }
    whole.signedReceipts += ReceiptTree(signed).receipts(signed: plain.signature)
    return whole
  }
}
