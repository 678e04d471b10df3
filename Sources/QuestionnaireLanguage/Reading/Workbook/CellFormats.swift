/// Which styles show a number as a date; the styles part is read when a number first needs it.
struct LazyCellFormats {
  private enum Meaning {
    case number
    case date
    case duration
  }

  private let archive: ZipArchive
  private let part: String?
  private let epoch1904: Bool
  private var meanings: [Meaning]?

  init(_ archive: ZipArchive, part: String?, epoch1904: Bool) {
    self.archive = archive
    self.part = part
    self.epoch1904 = epoch1904
  }

  /// What a numeric cell shows: `1` for 1.0, an ISO date and time where its style is a date's.
  mutating func text(
    ofNumber raw: String, style: Int
  ) throws(QuestionnaireReadingError) -> String {
    let meaning = try meaning(ofStyle: style)
    if meaning == .number, raw.utf8.count <= 15, raw.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
      return raw
    }
    guard let number = Double(raw), number.isFinite else { return raw }
    switch meaning {
    case .number: return Self.plain(number)
    case .date: return SpreadsheetDate.text(ofSerial: number, epoch1904: epoch1904)
    case .duration: return SpreadsheetDate.durationText(ofDays: number)
    }
  }

  static func plain(_ number: Double) -> String {
    if let whole = Int64(exactly: number) { return String(whole) }
    return number.description
  }

  private mutating func meaning(ofStyle style: Int) throws(QuestionnaireReadingError) -> Meaning {
    guard style > 0 else { return .number }
    if meanings == nil { meanings = try read() }
    guard let meanings, meanings.indices.contains(style) else { return .number }
    return meanings[style]
  }

  private func read() throws(QuestionnaireReadingError) -> [Meaning] {
    guard let part, let file = try archive.open(part) else { return [] }
    let scanner = try XMLScanner(file)
    let (format, cellFormats, cellFormat) = (
      scanner.intern("numFmt"), scanner.intern("cellXfs"), scanner.intern("xf")
    )
    var custom: [Int: Meaning] = [:]
    var result: [Meaning] = []
    var inCellFormats = false
    while let node = try scanner.next() {
      if node == .start, scanner.name == format {
        if let id = scanner.attribute("numFmtId").flatMap({ Int($0) }),
          let code = scanner.attribute("formatCode")
        {
          custom[id] = Self.meaning(ofCode: code)
        }
      } else if node == .start, scanner.name == cellFormats {
        inCellFormats = !scanner.isEmpty
      } else if node == .end, scanner.name == cellFormats {
        inCellFormats = false
      } else if node == .start, inCellFormats, scanner.name == cellFormat {
        let id = scanner.attribute("numFmtId").flatMap { Int($0) } ?? 0
        result.append(custom[id] ?? Self.meaning(ofBuiltIn: id))
      }
    }
    return result
  }

  /// ECMA-376 18.8.30: formats without a code of their own in the file.
  private static func meaning(ofBuiltIn id: Int) -> Meaning {
    switch id {
    case 14...22, 45, 47: .date
    case 46: .duration
    default: .number
    }
  }

  /// A code is a date's when its first section has one of d m h y s outside quotes and brackets.
  private static func meaning(ofCode code: String) -> Meaning {
    var previous: UInt8 = 0
    var quoted = false
    var bracket: [UInt8]?
    var date = false
    for byte in code.utf8 {
      defer { previous = byte }
      if quoted {
        quoted = byte != UInt8(ascii: "\"")
      } else if bracket != nil {
        if byte == UInt8(ascii: "]") {
          if let first = bracket?.first, "hmsHMS".utf8.contains(first) { return .duration }
          bracket = nil
        } else {
          bracket?.append(byte)
        }
      } else if byte == UInt8(ascii: ";") {
        break
      } else if byte == UInt8(ascii: "\"") {
        quoted = true
      } else if byte == UInt8(ascii: "[") {
        bracket = []
      } else if "dmhysDMHYS".utf8.contains(byte), previous != UInt8(ascii: "\\"),
        previous != UInt8(ascii: "_")
      {
        date = true
      }
    }
    return date ? .date : .number
  }
}

/// Dates as spreadsheets count them: days since the end of 1899, with a 29 February 1900.
enum SpreadsheetDate {
  private static let secondsInDay = 86_400
  private static let millisecondsInDay = secondsInDay * 1000

  /// `2024-03-15 00:00:00`; below one day a time only, `08:30:00`.
  static func text(ofSerial serial: Double, epoch1904: Bool) -> String {
    // Far outside the calendar, the number itself says more than a date would.
    guard serial >= 0, serial < 3_000_000 else { return LazyCellFormats.plain(serial) }
    var days = Int(serial)
    let fraction = (serial - Double(days)) * Double(millisecondsInDay)
    var milliseconds = Int(fraction.rounded(.toNearestOrEven))
    if milliseconds == millisecondsInDay { (days, milliseconds) = (days + 1, 0) }
    let clock = clockText(milliseconds)
    if serial < 1 { return clock }
    // 25,569 days from 1899-12-30 to 1970-01-01; before March 1900 the count is one day short.
    var unixDays = epoch1904 ? days - 24_107 : days - 25_569
    if !epoch1904, days < 60 { unixDays += 1 }
    let (year, month, day) = civil(fromDays: unixDays)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2)) \(clock)"
  }

  /// Hours, minutes and seconds, with the days in front where there are any.
  static func durationText(ofDays days: Double) -> String {
    guard days >= 0, days < 3_000_000 else { return LazyCellFormats.plain(days) }
    let total = Int((days * Double(secondsInDay)).rounded())
    let whole = total / secondsInDay
    let rest = total % secondsInDay
    let clock = "\(rest / 3600):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
    return whole == 0 ? clock : "\(whole) day\(whole == 1 ? "" : "s"), \(clock)"
  }

  /// `08:30:00`, with the fraction where there is one: `08:30:00.250000`.
  private static func clockText(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let clock =
      "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    let rest = milliseconds % 1000
    return rest == 0 ? clock : "\(clock).\(padded(rest, 3))000"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// The proleptic Gregorian date of a day counted from 1970-01-01, for years 1600 and later.
  private static func civil(fromDays unixDays: Int) -> (year: Int, month: Int, day: Int) {
    // Counted from 1 March of year 0, leap days fall at the end of a year.
    let shifted = unixDays + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
