internal import Replication

extension BundleHeader: FieldCoded {
  private static let producer = Tag(1, "producer")
  private static let name = Tag(2, "name")
  private static let role = Tag(3, "role")
  private static let created = Tag(4, "created")
  private static let definition = Tag(5, "definition", repeated: true)

  package func write(to writer: inout FieldWriter) {
    writer.replica(Self.producer, producer)
    writer.text(Self.name, author.name)
    writer.number(Self.role, UInt64(author.role.rawValue))
    writer.number(Self.created, UInt64(bitPattern: created.milliseconds))
    for definition in definitions { writer.text(Self.definition, definition) }
  }

  package init(_ fields: Fields) throws(WireError) {
    let role = Author.Role(rawValue: UInt8(clamping: try fields.number(Self.role)))
    guard let role else { throw .invalid(field: Self.role.name) }
    self.init(
      producer: try fields.replica(Self.producer),
      author: Author(name: try fields.text(Self.name), role: role),
      created: WallTime(milliseconds: Int64(bitPattern: try fields.number(Self.created))),
      definitions: try fields.texts(Self.definition, limit: SyncLimits.definitions))
  }
}
