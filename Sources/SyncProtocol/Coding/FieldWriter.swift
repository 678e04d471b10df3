package import RecordCoding
package import Replication

/// Writes fields as tag, length, payload: a reader skips the tags it does not know.
package struct FieldWriter {
  private var writer = ByteWriter()

  package var bytes: [UInt8] { writer.bytes }

  package mutating func bytes(_ tag: Tag, _ payload: some Collection<UInt8>) {
    writer.write(varint: tag.number)
    writer.write(counted: payload)
  }

  /// A payload that some other coding writes.
  package mutating func payload(_ tag: Tag, _ write: (inout ByteWriter) -> Void) {
    var inner = ByteWriter()
    write(&inner)
    bytes(tag, inner.bytes)
  }

  package mutating func number(_ tag: Tag, _ value: UInt64) {
    payload(tag) { $0.write(varint: value) }
  }

  /// Longer texts than a reader takes are cut: one long sentence must not make a whole message
  /// unreadable.
  package mutating func text(_ tag: Tag, _ value: String) {
    bytes(tag, value.utf8.count <= SyncLimits.textBytes ? value.utf8 : Self.cut(value).utf8)
  }

  private static func cut(_ value: String) -> String {
    let ellipsis = "…"
    var cut = String.UnicodeScalarView()
    var room = SyncLimits.textBytes - ellipsis.utf8.count
    for scalar in value.unicodeScalars {
      room -= UTF8.width(scalar)
      guard room >= 0 else { break }
      cut.append(scalar)
    }
    return String(cut) + ellipsis
  }

  package mutating func replica(_ tag: Tag, _ id: ReplicaID) { payload(tag) { $0.write(id) } }

  package mutating func record(_ tag: Tag, _ id: RecordID) { payload(tag) { $0.write(id) } }

  package mutating func value(_ tag: Tag, _ value: some FieldCoded) {
    var inner = FieldWriter()
    value.write(to: &inner)
    bytes(tag, inner.bytes)
  }
}

/// A field's number on the wire, and its name for the errors that speak of it.
///
/// A number once given keeps its meaning for ever; Docs/SyncProtocol.md lists them.
package struct Tag: Sendable {
  package let number: UInt64
  package let name: String

  package init(_ number: UInt64, _ name: String) {
    self.number = number
    self.name = name
  }
}

/// A value that is written as fields.
package protocol FieldCoded {
  func write(to writer: inout FieldWriter)
  init(_ fields: Fields) throws(WireError)
}

extension FieldCoded {
  /// The value alone, without an envelope: for stores.
  package var fieldBytes: [UInt8] {
    var writer = FieldWriter()
    write(to: &writer)
    return writer.bytes
  }

  package init(fieldBytes: [UInt8]) throws(WireError) {
    try self.init(Fields(fieldBytes[...]))
  }
}
