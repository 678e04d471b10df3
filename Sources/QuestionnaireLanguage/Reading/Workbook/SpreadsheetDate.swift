/// Dates as spreadsheets count them: days since the end of 1899, with a 29 February 1900.
enum SpreadsheetDate {
  private static let secondsInDay = 86_400
  private static let millisecondsInDay = secondsInDay * 1000

  /// `2024-03-15 00:00:00`; below one day a time only, `08:30:00`.
  static func text(ofSerial serial: Double, epoch1904: Bool) -> String {
    // Far outside the calendar, the number itself says more than a date would.
    guard serial >= 0, serial < 3_000_000 else { return SpreadsheetNumber.text(serial) }
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
    guard days >= 0, days < 3_000_000 else { return SpreadsheetNumber.text(days) }
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

enum SpreadsheetNumber {
  /// `1` for 1.0.
  static func text(_ number: Double) -> String {
    if let whole = Int64(exactly: number) { return String(whole) }
    return number.description
  }
}
