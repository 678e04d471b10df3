extension AttachmentPiece: FieldCoded {
  private static let digest = Tag(1, "digest")
  private static let size = Tag(2, "size")
  private static let start = Tag(3, "start")
  private static let bytes = Tag(4, "bytes")

  package func write(to writer: inout FieldWriter) {
    writer.bytes(Self.digest, digest.bytes)
    writer.number(Self.size, size)
    writer.number(Self.start, start)
    writer.bytes(Self.bytes, bytes)
  }

  package init(_ fields: Fields) throws(WireError) {
    guard let digest = AttachmentDigest(try fields.hash(Self.digest)) else {
      throw .invalid(field: Self.digest.name)
    }
    self.init(
      digest: digest, size: try fields.number(Self.size), start: try fields.number(Self.start),
      bytes: try fields.bytes(Self.bytes, limit: SyncLimits.bundleSectionBytes))
    let limit = UInt64(SyncLimits.attachmentBytes)
    guard size <= limit else {
      throw .tooLarge(field: Self.size.name, limit: SyncLimits.attachmentBytes)
    }
    guard start <= size, UInt64(bytes.count) <= size - start else {
      throw .invalid(field: Self.start.name)
    }
  }
}
