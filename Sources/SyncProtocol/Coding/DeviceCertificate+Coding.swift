internal import Replication

extension DeviceCertificate: FieldCoded {
  private static let name = Tag(1, "name")
  private static let role = Tag(2, "role")
  private static let key = Tag(3, "key")
  private static let signature = Tag(4, "signature")

  package func write(to writer: inout FieldWriter) {
    writer.text(Self.name, author.name)
    writer.number(Self.role, UInt64(author.role.rawValue))
    writer.bytes(Self.key, key)
    writer.bytes(Self.signature, signature)
  }

  package init(_ fields: Fields) throws(WireError) {
    let role = Author.Role(rawValue: UInt8(clamping: try fields.number(Self.role)))
    guard let role else { throw .invalid(field: Self.role.name) }
    self.init(
      author: Author(name: try fields.text(Self.name), role: role),
      key: try fields.signingKey(Self.key), signature: try fields.hash(Self.signature))
  }
}
