extension DefinitionResponse: WireMessage {
  package static let kind = MessageKind.definition
  private static let hash = Tag(1, "hash")
  private static let bytes = Tag(2, "bytes")

  package func write(to writer: inout FieldWriter) {
    writer.text(Self.hash, hash)
    writer.bytes(Self.bytes, bytes)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      hash: try fields.text(Self.hash),
      bytes: try fields.bytes(Self.bytes, limit: SyncLimits.definitionBytes))
  }
}

extension DefinitionSummary: FieldCoded {
  private static let hash = Tag(1, "hash")
  private static let name = Tag(2, "name")
  private static let version = Tag(3, "version")
  private static let title = Tag(4, "title")
  private static let size = Tag(5, "size")

  package func write(to writer: inout FieldWriter) {
    writer.text(Self.hash, hash)
    writer.text(Self.name, name)
    writer.text(Self.version, version)
    writer.text(Self.title, title)
    writer.number(Self.size, size)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      hash: try fields.text(Self.hash), name: try fields.text(Self.name),
      version: try fields.text(Self.version), title: try fields.text(Self.title),
      size: try fields.number(Self.size))
  }
}
