/// The time that a question asks about, as ISO 8601 spells it: `P12M`, `2025-01-01/2025-12-31`.
public enum ReferencePeriod: Hashable, Sendable {
  /// The time of that length that ends with the interview.
  case last(Length)
  /// The same days for everybody, both ends included: a calendar year, the time since an event.
  case between(first: Day, last: Day)

  /// A length in calendar units, kept as the author gave it: twelve months are not one year.
  public struct Length: Hashable, Sendable {
    public var years: Int
    public var months: Int
    public var weeks: Int
    public var days: Int

    public init(years: Int = 0, months: Int = 0, weeks: Int = 0, days: Int = 0) {
      self.years = years
      self.months = months
      self.weeks = weeks
      self.days = days
    }
  }

  /// A day of the Gregorian calendar.
  public struct Day: Hashable, Sendable {
    public let year: Int
    public let month: Int
    public let day: Int
  }
}

extension ReferencePeriod {
  /// Reads ISO 8601: a duration of years, months, weeks or days, or an interval of two dates.
  public init?(_ text: String) {
    if text.utf8.first == UInt8(ascii: "P") {
      guard let length = Length(text) else { return nil }
      self = .last(length)
    } else {
      let ends = text.split(separator: "/", omittingEmptySubsequences: false).map(Day.init)
      guard ends.count == 2, let first = ends[0], let last = ends[1],
        first.daysSinceEpoch <= last.daysSinceEpoch
      else { return nil }
      self = .between(first: first, last: last)
    }
  }

  /// ISO 8601, as it was read.
  public var text: String {
    switch self {
    case .last(let length): length.text
    case .between(let first, let last): "\(first.text)/\(last.text)"
    }
  }
}

extension ReferencePeriod.Length {
  /// No length in the field has more digits.
  private static let digitLimit = 4

  fileprivate init?(_ text: String) {
    self.init()
    var rest = text.utf8.dropFirst()
    var units: ArraySlice<(UInt8, WritableKeyPath<Self, Int>)> = [
      (UInt8(ascii: "Y"), \.years), (UInt8(ascii: "M"), \.months), (UInt8(ascii: "W"), \.weeks),
      (UInt8(ascii: "D"), \.days),
    ]
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      rest = rest.dropFirst(digits.count)
      guard digits.count <= Self.digitLimit, let number = Int(Substring(digits)), number > 0,
        let unit = rest.popFirst(), let index = units.firstIndex(where: { $0.0 == unit })
      else { return nil }
      self[keyPath: units[index].1] = number
      // Units come in this order, each once.
      units = units[(index + 1)...]
    }
  }

  fileprivate var text: String {
    let units = [(years, "Y"), (months, "M"), (weeks, "W"), (days, "D")]
    return "P" + units.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
  }
}

extension ReferencePeriod.Day {
  fileprivate init?(_ text: Substring) {
    let digits = text.utf8.map { Int($0) - 0x30 }
    guard digits.count == 10, digits[4] == -3, digits[7] == -3 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      digits[range].allSatisfy { (0...9).contains($0) }
        ? digits[range].reduce(0) { $0 * 10 + $1 } : nil
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    let civil = CivilTime(year: year, month: month, day: day)
    // A day that no calendar has comes back as another one.
    guard CivilTime(daysSinceEpoch: civil.daysSinceEpoch) == civil else { return nil }
    self.init(year: year, month: month, day: day)
  }

  fileprivate var daysSinceEpoch: Int {
    CivilTime(year: year, month: month, day: day).daysSinceEpoch
  }

  fileprivate var text: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
