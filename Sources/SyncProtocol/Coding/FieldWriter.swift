package import RecordCoding
package import Replication

/// Writes fields as tag, length, payload – a reader skips the tags it does not know – or as the
/// members of a JSON object.
package struct FieldWriter {
  private let form: WireForm
  private var writer = ByteWriter()
  private var members: [String: JSONNode] = [:]
  private var lists: [String: [JSONNode]] = [:]

  package init(as form: WireForm = .binary) { self.form = form }

  /// What was written in the binary form.
  package var bytes: [UInt8] { writer.bytes }

  package mutating func bytes(_ tag: Tag, _ payload: some Collection<UInt8>) {
    switch form {
    case .binary: write(tag, payload)
    case .json: add(tag, .text(FieldShape.base64(payload)))
    }
  }

  private mutating func write(_ tag: Tag, _ payload: some Collection<UInt8>) {
    writer.write(varint: tag.number)
    writer.write(counted: payload)
  }

  private mutating func add(_ tag: Tag, _ node: JSONNode) {
    if tag.isRepeated {
      lists[tag.name, default: []].append(node)
    } else {
      members[tag.name] = node
    }
  }

  /// What was written in JSON, with the members of the envelope.
  func object(_ envelope: [String: JSONNode] = [:]) -> JSONNode {
    .object(
      members.merging(lists.mapValues(JSONNode.list)) { own, _ in own }
        .merging(envelope) { _, envelope in envelope })
  }

  /// A payload that some other coding writes.
  package mutating func payload(_ tag: Tag, _ write: (inout ByteWriter) -> Void) {
    var inner = ByteWriter()
    write(&inner)
    bytes(tag, inner.bytes)
  }

  package mutating func number(_ tag: Tag, _ value: UInt64) {
    switch form {
    case .binary: payload(tag) { $0.write(varint: value) }
    case .json: add(tag, .number(exactly: value))
    }
  }

  /// Longer texts than a reader takes are cut: one long sentence must not make a whole message
  /// unreadable.
  package mutating func text(_ tag: Tag, _ value: String) {
    let text = value.utf8.count <= SyncLimits.textBytes ? value : Self.cut(value)
    switch form {
    case .binary: write(tag, text.utf8)
    case .json: add(tag, .text(text))
    }
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

  package mutating func replica(_ tag: Tag, _ id: ReplicaID) { self.id(tag) { $0.write(id) } }

  package mutating func record(_ tag: Tag, _ id: RecordID) { self.id(tag) { $0.write(id) } }

  private mutating func id(_ tag: Tag, _ write: (inout ByteWriter) -> Void) {
    var inner = ByteWriter()
    write(&inner)
    switch form {
    case .binary: self.write(tag, inner.bytes)
    case .json: add(tag, .text(inner.bytes.hexadecimal))
    }
  }

  /// - Parameter isSpelledOut: whether JSON tells, too, what the record says.
  mutating func record(_ tag: Tag, _ record: EncodedRecord, isSpelledOut: Bool) {
    switch form {
    case .binary: payload(tag) { $0.write(record) }
    case .json: add(tag, record.node(isSpelledOut: isSpelledOut))
    }
  }

  package mutating func value(_ tag: Tag, _ value: some FieldCoded) {
    var inner = FieldWriter(as: form)
    value.write(to: &inner)
    switch form {
    case .binary: write(tag, inner.bytes)
    case .json: add(tag, inner.object())
    }
  }
}

/// A field's number on the wire, and its name in JSON and in the errors that speak of it.
///
/// A number once given keeps its meaning for ever; Docs/SyncProtocol.md lists them.
package struct Tag: Sendable {
  package let number: UInt64
  package let name: String
  /// Whether it is a list: in JSON always an array, also of one.
  package let isRepeated: Bool

  package init(_ number: UInt64, _ name: String, repeated: Bool = false) {
    isRepeated = repeated
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
