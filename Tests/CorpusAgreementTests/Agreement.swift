import Foundation

/// How far one part of the corpus agrees: everything in it agrees, differs, or is left out for a
/// reason that is told.
struct Agreement: Sendable {
  let title: String
  private(set) var of = 0
  var agree = 0
  var differ = 0
  var leftOut = Tally()
  /// What else was counted on the way.
  var details = Tally()

  /// - Parameter of: how many there are.
  init(_ title: String, of: Int) {
    self.title = title
    self.of = of
  }

  /// Adds one worker's share.
  mutating func add(_ share: Agreement) {
    agree += share.agree
    differ += share.differ
    leftOut.add(share.leftOut)
    details.add(share.details)
  }

  /// Shares the work among two workers, which is what small machines have.
  static func shared<Item: Sendable>(
    _ title: String, _ items: [Item], together: Int = 1,
    _ work: @escaping @Sendable ([Item], inout Agreement) -> Void
  ) async -> Agreement {
    let workers = 2
    return await withTaskGroup(of: Agreement.self, returning: Agreement.self) { group in
      for worker in 0..<workers {
        let share = items.enumerated().filter { ($0.offset / together) % workers == worker }
        group.addTask {
          var agreement = Agreement(title, of: share.count)
          work(share.map(\.element), &agreement)
          return agreement
        }
      }
      var total = Agreement(title, of: items.count)
      for await share in group { total.add(share) }
      return total
    }
  }

  /// Whether differences are printed one by one; a longer value names the workbooks to look at, with
  /// commas between.
  static let verbose = ProcessInfo.processInfo.environment["CORPUS_VERBOSE"]

  static func isAsked(_ workbook: String) -> Bool {
    guard let only = verbose, only.count > 1 else { return true }
    return only.split(separator: ",").contains { workbook.contains($0) }
  }

  // MARK: The table

  /// One table of all parts, then what each left out and counted beside.
  static func report(_ parts: [Agreement]) -> String {
    let heading = ["", "of", "compared", "agree", "differ", "agree %", "left out"]
    let rows = parts.map { part in
      let compared = part.agree + part.differ
      let share = compared == 0 ? 0 : 100 * Double(part.agree) / Double(compared)
      return [part.title]
        + [part.of, compared, part.agree, part.differ].map(String.init)
        + [String(format: "%.1f", share), String(part.leftOut.total)]
    }
    var lines = ["Agreement with the field's tools"]
    for row in [heading] + rows {
      let title = row[0].padding(toLength: 20, withPad: " ", startingAt: 0)
      lines.append(title + row.dropFirst().map { pad($0) }.joined())
    }
    for part in parts {
      lines.append("\(part.title): left out")
      lines += part.leftOut.lines
      lines.append("\(part.title): counted beside")
      lines += part.details.lines
    }
    return lines.joined(separator: "\n")
  }

  private static func pad(_ text: String) -> String {
    String(repeating: " ", count: max(1, 10 - text.count)) + text
  }
}

/// How often each reason came up.
struct Tally: Sendable {
  private var counts: [String: Int] = [:]

  mutating func add(_ reason: String, _ count: Int = 1) { counts[reason, default: 0] += count }

  mutating func add(_ other: Tally) {
    for (reason, count) in other.counts { add(reason, count) }
  }

  subscript(reason: String) -> Int { counts[reason] ?? 0 }

  var total: Int { counts.values.reduce(0, +) }

  /// The most frequent first.
  var lines: [String] {
    let rows = counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
    return rows.map { "  \($0.key): \($0.value)" }
  }
}
