internal import Foundation

/// JSON as messages use it.
enum JSONNode {
  case object([String: JSONNode])
  case list([JSONNode])
  case text(String)
  case number(UInt64)
  /// What no field takes (`null`, fractions, negative numbers): only to be passed over.
  case other

  /// Larger numbers are written as text: many programs keep 53 bits of a JSON number.
  private static let exactNumber: UInt64 = 1 << 53

  static func number(exactly value: UInt64) -> JSONNode {
    value <= exactNumber ? .number(value) : .text(String(value))
  }
}

extension JSONNode {
  /// Reads JSON that may be cut off, wrong or hostile: how many values it may have is bounded before
  /// memory is spent on them; how deep, by Foundation.
  init(decoding bytes: [UInt8]) throws(WireError) {
    // Foundation would also read UTF-16 and UTF-32, which hide from the count what is a text; none of
    // them does without a zero byte, and UTF-8 has none in JSON.
    guard !bytes.contains(0) else { throw .notThisMessage }
    guard Self.starts(bytes) <= SyncLimits.fields else {
      throw .tooLarge(field: "fields", limit: SyncLimits.fields)
    }
    do {
      self.init(try JSONSerialization.jsonObject(with: Data(bytes)))
    } catch {
      throw .notThisMessage
    }
  }

  /// Each value but the first follows a comma or an opening bracket outside of texts.
  private static func starts(_ bytes: [UInt8]) -> Int {
    var (count, isInText, isEscaped) = (0, false, false)
    for byte in bytes {
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInText = true
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"): count += 1
      default: break
      }
    }
    return count
  }

  private init(_ value: Any) {
    switch value {
    case let members as [String: Any]: self = .object(members.mapValues(JSONNode.init))
    case let elements as [Any]: self = .list(elements.map(JSONNode.init))
    case let text as String: self = .text(text)
    case let number as NSNumber:
      self = UInt64(exactly: number).map(JSONNode.number) ?? .other
    default: self = .other
    }
  }

  /// Members by the order of their names.
  var bytes: [UInt8] {
    do {
      return Array(
        try JSONSerialization.data(
          withJSONObject: foundation, options: [.sortedKeys, .withoutEscapingSlashes]))
    } catch {
      preconditionFailure("objects, lists, texts and numbers are JSON: \(error)")
    }
  }

  private var foundation: Any {
    switch self {
    case .object(let members): members.mapValues(\.foundation)
    case .list(let nodes): nodes.map(\.foundation)
    case .text(let text): text
    case .number(let value): value
    case .other: NSNull()
    }
  }
}
