/// The data type of a question's answers, by ODK's names.
public enum AnswerType: String, Hashable, Sendable {
  case string
  case int
  case decimal
  case boolean
  case date
  case time
  case dateTime
  case selectOne = "select1"
  case select
  case geopoint
  case geotrace
  case geoshape
  case barcode
  case binary
  case null

  /// From a `bind::type` column; nil for what ODK does not know.
  init?(bind: String) {
    switch bind {
    case "integer": self = .int
    case "text", "string": self = .string
    default:
      guard let known = AnswerType(rawValue: bind.replacing("xsd:", with: "")) else { return nil }
      self = known
    }
  }
}
