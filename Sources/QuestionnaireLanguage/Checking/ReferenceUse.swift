/// One `${name}` in a formula or a text, with what it names.
struct ReferenceUse {
  /// The index of the item it stands at; nil for settings.
  let owner: Int?
  let column: FormulaColumn
  let place: Place?
  let name: String
  let isLastSaved: Bool
  /// Indices of the items of that name.
  let targets: [Int]
}

/// The `${name}` references of a label, a hint or a message.
enum TextReferences {
  enum Found: Equatable {
    case reference(name: String, isLastSaved: Bool)
    /// A `${` that no `}` closes, or with something other than a name inside.
    case malformed(String)
  }

  static func scan(_ text: String) -> [Found] {
    var found: [Found] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index + 1 < bytes.count {
      guard bytes[index] == UInt8(ascii: "$"), bytes[index + 1] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      let end = bytes[index...].firstIndex(of: UInt8(ascii: "}"))
      found.append(one(bytes[(index + 2)..<(end ?? bytes.count)], isClosed: end != nil))
      index = (end ?? bytes.count) + 1
    }
    return found
  }

  private static func one(_ inside: ArraySlice<UInt8>, isClosed: Bool) -> Found {
    var name = String(decoding: inside, as: UTF8.self).trimmingSpaces()
    let whole = name
    let isLastSaved = name.hasPrefix(lastSaved)
    if isLastSaved { name = String(name.dropFirst(lastSaved.count)) }
    guard isClosed, name.isXMLName else {
      return .malformed("${" + String(whole.prefix(shownLength)) + (isClosed ? "}" : ""))
    }
    return .reference(name: name, isLastSaved: isLastSaved)
  }

  private static let lastSaved = "last-saved#"
  /// Characters of a malformed reference that a finding shows.
  private static let shownLength = 40
}
