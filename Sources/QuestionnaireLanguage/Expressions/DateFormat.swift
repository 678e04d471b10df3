extension DateCoding {
  /// `format-date`: the escapes of the ODK XForms specification.
  func format(_ moment: Int64, _ pattern: String) throws(EvaluationError) -> String {
    let civil = local(moment)
    var text = ""
    var escaped = false
    for character in pattern {
      if !escaped {
        if character == "%" { escaped = true } else { text.append(character) }
        continue
      }
      escaped = false
      guard let piece = Self.piece(character, civil) else {
        throw EvaluationError(.dateFormat(pattern))
      }
      text += piece
    }
    if escaped { throw EvaluationError(.dateFormat(pattern)) }
    return text
  }

  private static func piece(_ escape: Character, _ civil: CivilTime) -> String? {
    switch escape {
    case "%": "%"
    case "Y": civil.year.padded(4)
    case "y": String(civil.year.padded(4).dropFirst(2))
    case "m": civil.month.padded(2)
    case "n": String(civil.month)
    case "b": months[civil.month - 1]
    case "d": civil.day.padded(2)
    case "e": String(civil.day)
    case "H": civil.hour.padded(2)
    case "h": String(civil.hour)
    case "M": civil.minute.padded(2)
    case "S": civil.second.padded(2)
    case "3": civil.millisecond.padded(3)
    case "a": weekdays[civil.weekday]
    case "W": String(civil.weekOfYear)
    default: nil
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
}
