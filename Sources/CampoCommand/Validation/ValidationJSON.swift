import Foundation

/// One JSON object: the files as they are checked, then the counts.
struct ValidationJSON: ValidationOutput {
  private var isFirst = true

  mutating func begin() { printLine("{\"files\": [") }

  mutating func add(_ report: FileReport) throws {
    printLine((isFirst ? "" : ",") + (try compactJSON(report)))
    isFirst = false
  }

  mutating func end(_ totals: ValidationTotals) {
    printLine(
      "], \"errors\": \(totals.errors), \"warnings\": \(totals.warnings), "
        + "\"notes\": \(totals.notes)}")
  }
}

/// The value on one line, keys sorted.
func compactJSON(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
