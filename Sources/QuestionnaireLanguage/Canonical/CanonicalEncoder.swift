/// Writes values so that equal questionnaires give equal bytes, and different ones differ.
///
/// Every text is its length and its UTF-8; every list its count and its elements; every mapping
/// a list of pairs in the byte order of its keys. Numbers are unsigned LEB128.
struct CanonicalEncoder {
  let layout: CanonicalLayout
  private(set) var bytes: [UInt8] = []

  init(layout: CanonicalLayout = .first) { self.layout = layout }

  mutating func number(_ value: Int) {
    var rest = UInt(value)
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      number(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func data(_ data: [UInt8]) {
    number(data.count)
    bytes.append(contentsOf: data)
  }

  /// 0 for nothing, 1 and the value otherwise.
  mutating func optional<Value>(_ value: Value?, _ encode: (inout Self, Value) -> Void) {
    number(value == nil ? 0 : 1)
    if let value { encode(&self, value) }
  }

  mutating func list<Element>(_ list: [Element], _ encode: (inout Self, Element) -> Void) {
    number(list.count)
    for element in list { encode(&self, element) }
  }

  mutating func mapping<Value>(
    _ mapping: [String: Value], _ encode: (inout Self, Value) -> Void
  ) {
    let sorted = mapping.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    number(sorted.count)
    for (key, value) in sorted {
      text(key)
      encode(&self, value)
    }
  }

  mutating func texts(_ mapping: [String: String]) { self.mapping(mapping) { $0.text($1) } }
  mutating func localized(_ text: LocalizedText) { texts(text.byLanguage) }
  mutating func formula(_ formula: Formula?) { optional(formula) { $0.text($1.text) } }
}
