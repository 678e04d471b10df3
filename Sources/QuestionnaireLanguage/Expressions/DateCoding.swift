/// Reads and spells dates and times in the interview's time zone, as ODK XForms does.
package struct DateCoding: Sendable {
  /// Seconds east of UTC at a moment given in milliseconds since 1970-01-01T00:00Z.
  package var offset: @Sendable (Int64) -> Int

  package init(offset: @escaping @Sendable (Int64) -> Int) { self.offset = offset }

  package static let utc = DateCoding { _ in 0 }

  package func local(_ moment: Int64) -> CivilTime {
    CivilTime(milliseconds: moment + Int64(offset(moment)) * 1000)
  }

  /// The moment at which local clocks show `civil`; in the hour that a clock change skips, the
  /// moment after it.
  package func moment(_ civil: CivilTime) -> Int64 {
    let wall = civil.milliseconds
    let guess = wall - Int64(offset(wall)) * 1000
    return wall - Int64(offset(guess)) * 1000
  }

  package func midnight(of moment: Int64) -> Int64 {
    let civil = local(moment)
    return self.moment(CivilTime(year: civil.year, month: civil.month, day: civil.day))
  }

  /// Whole days of the local calendar since 1970-01-01.
  package func daysSinceEpoch(_ moment: Int64) -> Int { local(moment).daysSinceEpoch }

  /// Days since local midnight of 1970-01-01, with the fraction.
  package func fractionalDays(_ moment: Int64) -> Double {
    let epoch = self.moment(CivilTime(year: 1970, month: 1, day: 1))
    return Double(moment - epoch) / Double(CivilTime.millisecondsPerDay)
  }

  // MARK: Spelling

  package func dateText(_ moment: Int64) -> String {
    let civil = local(moment)
    return "\(civil.year)-\(civil.month.padded(2))-\(civil.day.padded(2))"
  }

  package func timeText(_ moment: Int64) -> String {
    let civil = local(moment)
    let clock =
      "\(civil.hour.padded(2)):\(civil.minute.padded(2)):\(civil.second.padded(2))"
      + ".\(civil.millisecond.padded(3))"
    let minutes = offset(moment) / 60
    if minutes == 0 { return clock + "Z" }
    let size = abs(minutes)
    return clock + (minutes > 0 ? "+" : "-") + "\((size / 60).padded(2)):\((size % 60).padded(2))"
  }

  package func dateTimeText(_ moment: Int64) -> String {
    dateText(moment) + "T" + timeText(moment)
  }

  // MARK: Reading

  /// `2024-03-15`: local midnight.
  package func date(_ text: String) -> Int64? {
    guard let civil = Self.civilDate(text), civil.isValid else { return nil }
    return moment(civil)
  }

  /// `2024-03-15`, or with `T` and a time, with or without a zone.
  package func dateTime(_ text: String) -> Int64? {
    guard let separator = text.utf8.firstIndex(of: UInt8(ascii: "T")) else { return date(text) }
    guard let civil = Self.civilDate(String(text[..<separator])), civil.isValid else { return nil }
    return time(String(text[text.index(after: separator)...]), on: civil)
  }

  /// `10:30`, `10:30:15.250`, with or without a zone, on the day of `now`.
  package func time(_ text: String, now: Int64) -> Int64? {
    var day = local(now)
    (day.second, day.millisecond) = (0, 0)
    return time(text, on: day)
  }

  private func time(_ text: String, on day: CivilTime) -> Int64? {
    guard let (clock, zone) = Self.splitZone(text) else { return nil }
    var civil = day
    guard Self.readClock(clock, into: &civil), civil.isValid else { return nil }
    guard let zone else { return moment(civil) }
    return civil.milliseconds - Int64(zone) * 60_000
  }

  private static func civilDate(_ text: String) -> CivilTime? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2])
    else { return nil }
    return CivilTime(year: year, month: month, day: day)
  }

  /// The clock's text and the zone in minutes east, nil where none is given.
  private static func splitZone(_ text: String) -> (clock: String, minutes: Int?)? {
    if text.hasSuffix("Z") { return (String(text.dropLast()), 0) }
    let isSign: (Character) -> Bool = { $0 == "+" || $0 == "-" }
    guard let sign = text.firstIndex(where: isSign) else { return (text, nil) }
    let parts = text[text.index(after: sign)...].split(
      separator: ":", omittingEmptySubsequences: false)
    guard let hoursText = parts.first, let hours = Int(hoursText), abs(hours) <= 99 else {
      return nil
    }
    var minutes = hours * 60
    if parts.count > 1 {
      guard let extra = Int(parts[1]), abs(extra) <= 99 else { return nil }
      minutes += extra
    }
    return (String(text[..<sign]), text[sign] == "-" ? -minutes : minutes)
  }

  private static func readClock(_ text: String, into civil: inout CivilTime) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let hour = Int(parts[0]),
      let minute = Int(parts[1])
    else { return false }
    (civil.hour, civil.minute, civil.second, civil.millisecond) = (hour, minute, 0, 0)
    guard parts.count == 3 else { return true }
    let digits = parts[2].prefix { $0 == "." || ($0 >= "0" && $0 <= "9") }
    guard let seconds = Double(digits), seconds < 61 else { return false }
    civil.second = Int(seconds)
    civil.millisecond = Int(1000 * seconds - 1000 * Double(civil.second))
    return true
  }
}
