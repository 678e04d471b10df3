/// A whole bundle in memory: a batch in a file, with what a receiver needs to judge it.
public struct Bundle: Hashable, Sendable {
  public var header: BundleHeader
  /// Questionnaires in full; may be fewer than `header.definitions` names.
  public var definitions: [DefinitionResponse]
  public var batch: Batch
  /// Pieces of files, in the order of the file.
  public var attachments: [AttachmentPiece] = []
  /// Sections of a newer version of the software, kept and forwarded.
  public var unknown: [UnknownSection]

  public struct UnknownSection: Hashable, Sendable {
    public var kind: UInt8
    public var bytes: [UInt8]
  }

  public init(
    header: BundleHeader, definitions: [DefinitionResponse] = [], batch: Batch = Batch(),
    unknown: [UnknownSection] = []
  ) {
    self.header = header
    self.definitions = definitions
    self.batch = batch
    self.unknown = unknown
  }

  /// The bundle that a file's bytes hold; nothing is given unless the digest, and the signature where
  /// there is one, agrees. One that is encrypted is `BundleError.notForUs`.
  public init(reading bytes: [UInt8]) throws(BundleError) {
    var (unsealer, reader) = (BundleUnsealer(with: []), BundleReader())
    let parts = try reader.read(unsealer.read(bytes) + unsealer.finish())
    try reader.finish()
    guard case .header(let header)? = parts.first else { throw .notABundle }
    self.init(header: header)
    for part in parts.dropFirst() {
      switch part {
      case .header: break  // The reader gives one only.
      case .definition(let definition): definitions.append(definition)
      case .seals(let entries): batch.seals += entries
      case .record(let record): batch.records.append(record)
      case .attachment(let piece): attachments.append(piece)
      case .signature(.holds): break  // It goes no further: who writes on signs for himself.
      case .signature(.broken): throw .signatureBroken
      case .unknown(let kind, let bytes):
        unknown.append(UnknownSection(kind: kind, bytes: bytes))
      }
    }
  }

  /// The file's bytes.
  public func written() -> [UInt8] {
    var writer = BundleWriter()
    var bytes = writer.begin(header)
    for definition in definitions { bytes += writer.definition(definition) }
    bytes += writer.seals(batch.seals)
    for record in batch.records { bytes += writer.record(record) }
    for piece in attachments { bytes += writer.attachment(piece) }
    for section in unknown { bytes += writer.unknown(kind: section.kind, bytes: section.bytes) }
    return bytes + writer.end()
  }
}
