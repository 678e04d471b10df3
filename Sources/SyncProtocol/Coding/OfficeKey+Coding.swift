extension OfficeKey: FieldCoded {
  private static let key = Tag(1, "key")
  private static let signature = Tag(2, "signature")

  package func write(to writer: inout FieldWriter) {
    writer.bytes(Self.key, key)
    writer.bytes(Self.signature, signature)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(key: try fields.hash(Self.key), signature: try fields.hash(Self.signature))
  }
}
