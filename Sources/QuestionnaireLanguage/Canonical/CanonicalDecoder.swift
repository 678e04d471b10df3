/// Reads what `CanonicalEncoder` wrote, from bytes that may be cut off or hostile: nothing is set
/// aside for more than the bytes that are left could hold.
struct CanonicalDecoder {
  /// Groups and rosters within one another.
  static let depthLimit = 64

  private var rest: ArraySlice<UInt8>

  private(set) var layout = CanonicalLayout.first

  /// Reads the bytes' beginning, which names their layout.
  init(_ bytes: [UInt8]) throws(CanonicalFormError) {
    rest = bytes[...]
    guard let named = CanonicalLayout(prefix: try text()) else { throw CanonicalFormError() }
    layout = named
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func number() throws(CanonicalFormError) -> Int {
    var value: UInt = 0
    for shift in stride(from: 0, to: 63, by: 7) {
      guard let byte = rest.popFirst() else { throw CanonicalFormError() }
      value |= UInt(byte & 0x7F) << UInt(shift)
      if byte & 0x80 == 0 { return Int(value) }
    }
    throw CanonicalFormError()
  }

  /// A number of things of at least one byte each.
  private mutating func count() throws(CanonicalFormError) -> Int {
    let count = try number()
    guard count <= rest.count else { throw CanonicalFormError() }
    return count
  }

  mutating func data() throws(CanonicalFormError) -> ArraySlice<UInt8> {
    let count = try count()
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func text() throws(CanonicalFormError) -> String {
    guard let text = String(validating: try data(), as: UTF8.self) else {
      throw CanonicalFormError()
    }
    return text
  }

  /// An optional text that spells a value.
  mutating func spelled<Value>(_ value: (String) -> Value?) throws(CanonicalFormError) -> Value? {
    guard let text = try optional({ (decoder) throws(CanonicalFormError) in try decoder.text() })
    else { return nil }
    guard let value = value(text) else { throw CanonicalFormError() }
    return value
  }

  mutating func optional<Value>(
    _ decode: (inout Self) throws(CanonicalFormError) -> Value
  ) throws(CanonicalFormError) -> Value? {
    switch try number() {
    case 0: nil
    case 1: try decode(&self)
    default: throw CanonicalFormError()
    }
  }

  mutating func list<Element>(
    _ decode: (inout Self) throws(CanonicalFormError) -> Element
  ) throws(CanonicalFormError) -> [Element] {
    var list: [Element] = []
    for _ in 0..<(try count()) { list.append(try decode(&self)) }
    return list
  }

  mutating func mapping<Value>(
    _ decode: (inout Self) throws(CanonicalFormError) -> Value
  ) throws(CanonicalFormError) -> [String: Value] {
    var mapping: [String: Value] = [:]
    for _ in 0..<(try count()) {
      let key = try text()
      mapping[key] = try decode(&self)
    }
    return mapping
  }

  mutating func texts() throws(CanonicalFormError) -> [String: String] {
    try mapping { (decoder) throws(CanonicalFormError) in try decoder.text() }
  }

  mutating func localized() throws(CanonicalFormError) -> LocalizedText {
    LocalizedText(try texts())
  }

  mutating func formula() throws(CanonicalFormError) -> Formula? {
    try optional { (decoder) throws(CanonicalFormError) in Formula(try decoder.text()) }
  }
}
