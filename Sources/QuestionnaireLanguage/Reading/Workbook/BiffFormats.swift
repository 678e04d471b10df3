/// Which styles of an `.xls` file show a number as a date, told as the field's tools tell it.
struct BiffFormats {
  /// Whether the format so numbered, written in the file, is a date's.
  private var written: [Int: Bool] = [:]
  /// The number format of each style.
  private var styles: [Int] = []
  var epoch1904 = false

  mutating func addFormat(_ number: Int, code: String) { written[number] = Self.isDate(code) }

  mutating func addStyle(format: Int) { styles.append(format) }

  /// What a numeric cell shows.
  func text(of number: Double, style: Int) -> String {
    guard styles.indices.contains(style), number.isFinite else {
      return SpreadsheetNumber.text(number)
    }
    let format = styles[style]
    guard written[format] ?? Self.isBuiltInDate(format), number >= 0, number < 3_000_000 else {
      return SpreadsheetNumber.text(number)
    }
    // This format has whole seconds only.
    let days = number.rounded(.down)
    let seconds = ((number - days) * 86_400).rounded(.toNearestOrEven)
    return SpreadsheetDate.text(ofSerial: days + seconds / 86_400, epoch1904: epoch1904)
  }

  private static func isBuiltInDate(_ number: Int) -> Bool {
    switch number {
    case 14...22, 27...36, 45...47, 50...58, 71...81: true
    default: false
    }
  }

  /// A code is a date's when it has more of d m h y s than of the digits 0 # ?, outside quotes,
  /// brackets and escapes.
  static func isDate(_ code: String) -> Bool {
    var plain = ""
    var quoted = false
    var escaped = false
    for character in code.unicodeScalars {
      if escaped {
        escaped = false
      } else if character == "\"" {
        quoted.toggle()
      } else if quoted {
        continue
      } else if "\\_*".unicodeScalars.contains(character) {
        escaped = true
      } else if !"$-+/(): ".unicodeScalars.contains(character) {
        plain.unicodeScalars.append(character)
      }
    }
    let open = withoutBrackets(plain)
    if ["0.00E+00", "##0.0E+0", "General", "GENERAL", "general", "@"].contains(open) {
      return false
    }
    let dates = open.utf8.count { "ymdhsYMDHS".utf8.contains($0) }
    let digits = open.utf8.count { "0#?".utf8.contains($0) }
    return dates > digits
  }

  private static func withoutBrackets(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      result += rest[..<open]
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
