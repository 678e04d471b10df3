package import RecordCoding
package import Replication

/// The fields of one message or nested value, by tag, in the order they came.
package struct Fields {
  /// More fields than any message within the limits has.
  private static let limit = 250_000

  private var payloads: [UInt64: [ArraySlice<UInt8>]] = [:]

  package init(_ bytes: ArraySlice<UInt8>) throws(WireError) {
    var reader = ByteReader(bytes)
    var count = 0
    while !reader.isAtEnd {
      count += 1
      guard count <= Self.limit else { throw .tooLarge(field: "fields", limit: Self.limit) }
      do {
        let tag = try reader.readVarint()
        let payload = try reader.readCounted("a field", atMost: SyncLimits.responseBytes)
        payloads[tag, default: []].append(payload)
      } catch {
        throw .truncated
      }
    }
  }

  /// A payload that some other coding reads, all of it.
  package func payload<Value>(
    _ tag: Tag, _ read: (inout ByteReader) throws(RecordDecodingError) -> Value
  ) throws(WireError) -> Value {
    guard let payload = payloads[tag.number]?.last else { throw .missing(field: tag.name) }
    return try Self.whole(payload, tag, read)
  }

  /// Every payload of a repeated field that some other coding reads.
  package func payloads<Value>(
    _ tag: Tag, limit: Int, _ read: (inout ByteReader) throws(RecordDecodingError) -> Value
  ) throws(WireError) -> [Value] {
    var values: [Value] = []
    for payload in try all(tag, limit: limit) { values.append(try Self.whole(payload, tag, read)) }
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
  package func has(_ tag: Tag) -> Bool { payloads[tag.number] != nil }

  package func bytes(_ tag: Tag, limit: Int) throws(WireError) -> [UInt8] {
    guard let payload = payloads[tag.number]?.last else { throw .missing(field: tag.name) }
    guard payload.count <= limit else { throw .tooLarge(field: tag.name, limit: limit) }
    return Array(payload)
  }

  package func hash(_ tag: Tag) throws(WireError) -> [UInt8] {
    try bytes(tag, limit: SyncLimits.hashBytes)
  }

  package func number(_ tag: Tag) throws(WireError) -> UInt64 {
    try payload(tag) { (reader) throws(RecordDecodingError) in try reader.readVarint() }
  }

  /// A number that is 1 where something holds, and may be left out where it does not.
  package func flag(_ tag: Tag) throws(WireError) -> Bool {
    try has(tag) ? number(tag) != 0 : false
  }

  package func text(_ tag: Tag) throws(WireError) -> String {
    try Self.text(try bytes(tag, limit: SyncLimits.textBytes)[...], tag)
  }

  package func texts(_ tag: Tag, limit: Int) throws(WireError) -> [String] {
    var texts: [String] = []
    for payload in try all(tag, limit: limit) { texts.append(try Self.text(payload, tag)) }
    return texts
  }

  package func replica(_ tag: Tag) throws(WireError) -> ReplicaID {
    try payload(tag) { (reader) throws(RecordDecodingError) in try reader.readReplicaID() }
  }

  package func record(_ tag: Tag) throws(WireError) -> RecordID {
    try payload(tag) { (reader) throws(RecordDecodingError) in try reader.readRecordID() }
  }

  package func value<Value: FieldCoded>(_ tag: Tag, _ type: Value.Type) throws(WireError) -> Value {
    guard let payload = payloads[tag.number]?.last else { throw .missing(field: tag.name) }
    return try Value(Fields(payload))
  }

  package func values<Value: FieldCoded>(
    _ tag: Tag, _ type: Value.Type, limit: Int
  ) throws(WireError) -> [Value] {
    var values: [Value] = []
    for payload in try all(tag, limit: limit) { values.append(try Value(Fields(payload))) }
    return values
  }

  /// Every payload of a repeated field.
  package func all(_ tag: Tag, limit: Int) throws(WireError) -> [ArraySlice<UInt8>] {
    let all = payloads[tag.number] ?? []
    guard all.count <= limit else { throw .tooLarge(field: tag.name, limit: limit) }
    return all
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
