import Foundation

/// Real questionnaires and answers beside the package, with a reference engine's word on them.
enum Corpus {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("../shared/corpus").standardizedFileURL

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent("xpath_cases.json").path)
  }
}

/// How often each outcome came up, printed as one table.
struct Tally {
  private(set) var counts: [String: Int] = [:]

  mutating func add(_ reason: String, _ count: Int = 1) { counts[reason, default: 0] += count }

  mutating func add(_ other: Tally) {
    for (reason, count) in other.counts { add(reason, count) }
  }

  subscript(reason: String) -> Int { counts[reason] ?? 0 }

  func table(_ title: String) -> String {
    let rows = counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
    return ([title] + rows.map { "  \($0.key): \($0.value)" }).joined(separator: "\n")
  }
}
