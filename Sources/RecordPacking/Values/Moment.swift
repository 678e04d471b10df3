internal import QuestionnaireLanguage

/// A day, and the time of a day, exactly as ODK spells them: `2026-01-05`,
/// `2026-01-05T10:14:52.902-06:00`.
struct Moment: Hashable {
  /// Since 1970-01-01.
  var day: Int
  /// Of the day, in milliseconds, and its distance from UTC in minutes; nil of a day alone.
  var time: Time?

  struct Time: Hashable {
    var milliseconds: Int
    var offset: Int
  }

  init(day: Int, time: Time? = nil) {
    self.day = day
    self.time = time
  }

  /// Nil of anything that this would not spell alike.
  init?(_ text: String, hasTime: Bool) {
    let bytes = Array(text.utf8)
    guard bytes.count == (hasTime ? 29 : 10) else { return nil }
    func number(_ range: Range<Int>) -> Int {
      bytes[range].reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
    let date = CivilTime(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    guard (1...12).contains(date.month), (1...31).contains(date.day) else { return nil }
    day = date.daysSinceEpoch
    if hasTime {
      let clock = (number(11..<13) * 60 + number(14..<16)) * 60 + number(17..<19)
      let offset = number(24..<26) * 60 + number(27..<29)
      time = Time(
        milliseconds: clock * 1000 + number(20..<23),
        offset: bytes[23] == UInt8(ascii: "-") ? -offset : offset)
    }
    guard isWithinBounds, self.text == text else { return nil }
  }

  /// Years of four digits, times of a day, offsets of clocks: what can be spelled.
  var isWithinBounds: Bool {
    guard Self.days.contains(day) else { return false }
    guard let time else { return true }
    return (0..<86_400_000).contains(time.milliseconds) && (-1439...1439).contains(time.offset)
  }

  private static let days =
    CivilTime(year: 0, month: 1, day: 1)
    .daysSinceEpoch...CivilTime(
      year: 9999, month: 12, day: 31
    ).daysSinceEpoch

  var text: String {
    let date = CivilTime(daysSinceEpoch: day)
    let days = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    guard let time else { return days }
    let seconds = time.milliseconds / 1000
    let clock =
      "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    let offset = abs(time.offset)
    return """
      \(days)T\(clock).\(padded(time.milliseconds % 1000, 3))\
      \(time.offset < 0 ? "-" : "+")\(padded(offset / 60, 2)):\(padded(offset % 60, 2))
      """
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
