internal import Crypto
internal import RecordCoding
public import Replication

/// Writes a bundle piece by piece; the caller appends each returned run of bytes to a file.
public struct BundleWriter {
  private var digest = SHA256()

  public init() {}

  /// The file's beginning; call it once, first.
  public mutating func begin(_ header: BundleHeader) -> [UInt8] {
    let opening = BundleLayout.magic + [BundleLayout.version]
    digest.update(data: opening)
    var fields = FieldWriter()
    header.write(to: &fields)
    return opening + section(BundleLayout.header, fields.bytes)
  }

  public mutating func definition(_ definition: DefinitionResponse) -> [UInt8] {
    var fields = FieldWriter()
    definition.write(to: &fields)
    return section(BundleLayout.definition, fields.bytes)
  }

  public mutating func seals(_ entries: [SealEntry]) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = entries[...]
    while !rest.isEmpty {
      var fields = FieldWriter()
      Batch(seals: Array(rest.prefix(BundleLayout.sealsPerSection))).write(to: &fields)
      bytes += section(BundleLayout.seals, fields.bytes)
      rest = rest.dropFirst(BundleLayout.sealsPerSection)
    }
    return bytes
  }

  public mutating func record(_ record: EncodedRecord) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(record)
    return section(BundleLayout.record, writer.bytes)
  }

  public mutating func attachment(_ piece: AttachmentPiece) -> [UInt8] {
    var fields = FieldWriter()
    piece.write(to: &fields)
    return section(BundleLayout.attachment, fields.bytes)
  }

  /// A section that this version does not understand, as `BundleReader` gave it.
  public mutating func unknown(kind: UInt8, bytes: [UInt8]) -> [UInt8] { section(kind, bytes) }

  /// Vouches for all that was written; only the end may follow.
  public mutating func signature(by signer: BundleSigner) -> [UInt8] {
    var fields = FieldWriter()
    fields.value(BundleLayout.signature, signer.seal(over: digest.finalize()))
    return section(BundleLayout.seals, fields.bytes)
  }

  /// The file's end; call it once, last.
  public mutating func end() -> [UInt8] {
    [BundleLayout.end, UInt8(BundleLayout.digestBytes)] + Array(digest.finalize())
  }

  private mutating func section(_ kind: UInt8, _ payload: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(byte: kind)
    writer.write(counted: payload)
    digest.update(data: writer.bytes)
    return writer.bytes
  }
}
