/// Reads what `CanonicalEncoder` wrote, from bytes that may be cut off or hostile: nothing is set
/// aside for more than the bytes that are left could hold.
struct CanonicalDecoder {
  /// Groups and rosters within one another.
  static let depthLimit = 64

  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

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

  mutating func text() throws(CanonicalFormError) -> String {
    let count = try count()
    guard let text = String(validating: rest.prefix(count), as: UTF8.self) else {
      throw CanonicalFormError()
    }
    rest = rest.dropFirst(count)
    return text
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
