/// A moment as a local calendar and clock show it (proleptic Gregorian).
package struct CivilTime: Hashable, Sendable {
  package var year: Int
  /// 1…12
  package var month: Int
  /// 1…31
  package var day: Int
  package var hour = 0
  package var minute = 0
  package var second = 0
  package var millisecond = 0

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Of milliseconds since 1970-01-01T00:00, taken as they are (no zone).
  package init(milliseconds: Int64) {
    let days = Int(milliseconds.floorDivided(by: Self.millisecondsPerDay))
    var rest = Int(milliseconds - Int64(days) * Self.millisecondsPerDay)
    self.init(daysSinceEpoch: days)
    millisecond = rest % 1000
    rest /= 1000
    second = rest % 60
    rest /= 60
    minute = rest % 60
    hour = rest / 60
  }

  /// Days since 1970-01-01; the era arithmetic of 400-year cycles that begin in March.
  package init(daysSinceEpoch days: Int) {
    let shifted = days + 719_468
    let era = Int(Int64(shifted).floorDivided(by: 146_097))
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  package static let millisecondsPerDay: Int64 = 86_400_000

  package var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = Int(Int64(shiftedYear).floorDivided(by: 400))
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Milliseconds since 1970-01-01T00:00 of the same zone.
  package var milliseconds: Int64 {
    Int64(daysSinceEpoch) * Self.millisecondsPerDay
      + Int64(((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
  }

  /// 0 is Sunday.
  package var weekday: Int { Int(Int64(daysSinceEpoch + 4).floorModulo(7)) }

  package var isValid: Bool {
    (-9_999_999...9_999_999).contains(year) && (1...12).contains(month)
      && (1...Self.days(inMonth: month, year: year)).contains(day)
      && (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
      && (0...999).contains(millisecond)
  }

  package static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// The week of the year as a calendar that starts on Sunday counts it (week 1 holds 1 January).
  package var weekOfYear: Int {
    let first = CivilTime(year: year, month: 1, day: 1)
    let next = CivilTime(year: year + 1, month: 1, day: 1)
    if next.daysSinceEpoch - daysSinceEpoch <= next.weekday - 0 && next.weekday > 0
      && daysSinceEpoch >= next.daysSinceEpoch - next.weekday
    {
      return 1
    }
    return (daysSinceEpoch - first.daysSinceEpoch + first.weekday) / 7 + 1
  }
}

extension Int64 {
  package func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
  }
  package func floorModulo(_ divisor: Int64) -> Int64 {
    self - floorDivided(by: divisor) * divisor
  }
}

extension Int {
  /// In decimal digits, with leading zeros up to `width`.
  package func padded(_ width: Int) -> String {
    let digits = String(magnitude)
    let zeros = String(repeating: "0", count: Swift.max(0, width - digits.count))
    return (self < 0 ? "-" : "") + zeros + digits
  }
}
