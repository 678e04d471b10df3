import Foundation

/// Days as the questionnaire spells them: `2026-03-15`, of this machine's calendar.
enum DemoCalendar {
  static var today: String { text(.now) }

  /// The first day of the month that lies `months` before this one.
  static func monthStart(before months: Int) -> String {
    let calendar = Calendar(identifier: .gregorian)
    let parts = calendar.dateComponents([.year, .month], from: .now)
    let thisMonth = calendar.date(from: parts) ?? .now
    return text(calendar.date(byAdding: .month, value: -months, to: thisMonth) ?? thisMonth)
  }

  private static func text(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(timeZone: .current).year().month().day())
  }
}
