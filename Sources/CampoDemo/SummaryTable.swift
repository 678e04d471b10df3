import Messages

/// Rows of a label and what was counted, aligned for a terminal.
struct SummaryTable {
  private var rows: [(label: Message, value: String)] = []

  mutating func add(_ label: Message, _ value: String) {
    rows.append((label, value))
  }

  func lines(in language: MessageLanguage) -> [String] {
    let labels = rows.map { $0.label.text(in: language) }
    let width = labels.map(\.count).max() ?? 0
    let rule = String(repeating: "─", count: width + 2 + (rows.map(\.value.count).max() ?? 0))
    let body = zip(labels, rows).map { label, row in
      label + String(repeating: " ", count: width - label.count + 2) + row.value
    }
    return [rule] + body + [rule]
  }
}
