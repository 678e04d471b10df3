package import RecordCoding
package import Replication

/// The fields of one message or nested value, by tag, in the order they came.
package struct Fields {
  private enum Held {
    case binary([UInt64: [ArraySlice<UInt8>]])
    case json([String: JSONNode])
  }

  private let held: Held

  package init(_ bytes: ArraySlice<UInt8>) throws(WireError) {
    var payloads: [UInt64: [ArraySlice<UInt8>]] = [:]
    var reader = ByteReader(bytes)
    var count = 0
    while !reader.isAtEnd {
      count += 1
      guard count <= SyncLimits.fields else {
        throw .tooLarge(field: "fields", limit: SyncLimits.fields)
      }
      do {
        let tag = try reader.readVarint()
        let payload = try reader.readCounted("a field", atMost: SyncLimits.responseBytes)
        payloads[tag, default: []].append(payload)
      } catch {
        throw .truncated
      }
    }
    held = .binary(payloads)
  }

  init(_ members: [String: JSONNode]) { held = .json(members) }

  /// A payload that some other coding reads, all of it.
  package func payload<Value>(
    _ tag: Tag, _ read: (inout ByteReader) throws(RecordDecodingError) -> Value
  ) throws(WireError) -> Value {
    try Self.whole(try single(tag, .bytes), tag, read)
  }

  /// Records with their identities.
  func records(_ tag: Tag, limit: Int) throws(WireError) -> [EncodedRecord] {
    try payloads(tag, .record, limit: limit) { (reader) throws(RecordDecodingError) in
      try reader.readEncodedRecord()
    }
  }

  /// Every payload of a repeated field that some other coding reads.
  func payloads<Value>(
    _ tag: Tag, _ shape: FieldShape = .bytes, limit: Int,
    _ read: (inout ByteReader) throws(RecordDecodingError) -> Value
  ) throws(WireError) -> [Value] {
    var values: [Value] = []
    for payload in try all(tag, shape, limit: limit) {
      values.append(try Self.whole(payload, tag, read))
    }
    return values
  }

  private static func whole<Value>(
    _ payload: ArraySlice<UInt8>, _ tag: Tag,
    _ read: (inout ByteReader) throws(RecordDecodingError) -> Value
  ) throws(WireError) -> Value {
    var reader = ByteReader(payload)
    do {
      let value = try read(&reader)
      try reader.expectEnd()
      return value
    } catch {
      throw .invalid(field: tag.name)
    }
  }

  /// Whether a field came that older versions do not write.
  package func has(_ tag: Tag) -> Bool {
    switch held {
    case .binary(let payloads): payloads[tag.number] != nil
    case .json(let nodes): nodes[tag.name] != nil
    }
  }

  package func bytes(_ tag: Tag, limit: Int) throws(WireError) -> [UInt8] {
    let payload = try single(tag, .bytes)
    guard payload.count <= limit else { throw .tooLarge(field: tag.name, limit: limit) }
    return Array(payload)
  }

  package func hash(_ tag: Tag) throws(WireError) -> [UInt8] {
    try bytes(tag, limit: SyncLimits.hashBytes)
  }

  /// The public half of a signing key; empty where none came.
  package func signingKey(_ tag: Tag) throws(WireError) -> [UInt8] {
    guard has(tag) else { return [] }
    let key = try hash(tag)
    guard key.count == SyncLimits.signingKeyBytes else { throw .invalid(field: tag.name) }
    return key
  }

  package func number(_ tag: Tag) throws(WireError) -> UInt64 {
    try Self.whole(try single(tag, .number), tag) { (reader) throws(RecordDecodingError) in
      try reader.readVarint()
    }
  }

  /// A number that is 1 where something holds, and may be left out where it does not.
  package func flag(_ tag: Tag) throws(WireError) -> Bool {
    try has(tag) ? number(tag) != 0 : false
  }

  package func text(_ tag: Tag) throws(WireError) -> String {
    try Self.text(try single(tag, .text), tag)
  }

  package func texts(_ tag: Tag, limit: Int) throws(WireError) -> [String] {
    var texts: [String] = []
    for payload in try all(tag, .text, limit: limit) { texts.append(try Self.text(payload, tag)) }
    return texts
  }

  package func replica(_ tag: Tag) throws(WireError) -> ReplicaID {
    try Self.whole(try single(tag, .id), tag) { (reader) throws(RecordDecodingError) in
      try reader.readReplicaID()
    }
  }

  package func record(_ tag: Tag) throws(WireError) -> RecordID {
    try Self.whole(try single(tag, .id), tag) { (reader) throws(RecordDecodingError) in
      try reader.readRecordID()
    }
  }

  package func value<Value: FieldCoded>(_ tag: Tag, _ type: Value.Type) throws(WireError) -> Value {
    try Value(last(tag).fields(tag))
  }

  package func values<Value: FieldCoded>(
    _ tag: Tag, _ type: Value.Type, limit: Int
  ) throws(WireError) -> [Value] {
    var values: [Value] = []
    for item in try items(tag, limit: limit) { values.append(try Value(item.fields(tag))) }
    return values
  }

  /// One payload or JSON value of a field.
  private enum Item {
    case payload(ArraySlice<UInt8>)
    case node(JSONNode)

    func payload(_ tag: Tag, _ shape: FieldShape) throws(WireError) -> ArraySlice<UInt8> {
      switch self {
      case .payload(let payload): return payload
      case .node(let node):
        guard let payload = shape.payload(node) else { throw .invalid(field: tag.name) }
        return payload[...]
      }
    }

    func fields(_ tag: Tag) throws(WireError) -> Fields {
      switch self {
      case .payload(let payload): return try Fields(payload)
      case .node(.object(let members)): return Fields(members)
      case .node: throw .invalid(field: tag.name)
      }
    }
  }

  private func items(_ tag: Tag) throws(WireError) -> [Item] {
    switch held {
    case .binary(let payloads): return payloads[tag.number]?.map { .payload($0) } ?? []
    case .json(let nodes):
      guard let node = nodes[tag.name] else { return [] }
      guard tag.isRepeated else { return [.node(node)] }
      guard case .list(let elements) = node else { throw .invalid(field: tag.name) }
      return elements.map { .node($0) }
    }
  }

  private func last(_ tag: Tag) throws(WireError) -> Item {
    guard let item = try items(tag).last else { throw .missing(field: tag.name) }
    return item
  }

  private func items(_ tag: Tag, limit: Int) throws(WireError) -> [Item] {
    let items = try items(tag)
    guard items.count <= limit else { throw .tooLarge(field: tag.name, limit: limit) }
    return items
  }

  private func single(_ tag: Tag, _ shape: FieldShape) throws(WireError) -> ArraySlice<UInt8> {
    try last(tag).payload(tag, shape)
  }

  /// Every payload of a repeated field.
  private func all(
    _ tag: Tag, _ shape: FieldShape, limit: Int
  ) throws(WireError) -> [ArraySlice<UInt8>] {
    var payloads: [ArraySlice<UInt8>] = []
    for item in try items(tag, limit: limit) { payloads.append(try item.payload(tag, shape)) }
    return payloads
  }

  private static func text(_ payload: ArraySlice<UInt8>, _ tag: Tag) throws(WireError) -> String {
    guard payload.count <= SyncLimits.textBytes else {
      throw .tooLarge(field: tag.name, limit: SyncLimits.textBytes)
    }
    guard let text = String(validating: payload, as: UTF8.self) else {
      throw .invalid(field: tag.name)
    }
    return text
  }
}
