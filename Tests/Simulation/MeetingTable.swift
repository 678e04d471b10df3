/// How often each kind of fault met each kind of operation: struck while it was carried out, or
/// struck what it had left on a device before its next whole exchange, or had marked the device.
package struct MeetingTable: Sendable {
  private var counts: [[Int]] = Array(
    repeating: Array(repeating: 0, count: Fault.allCases.count), count: Operation.allCases.count)
  /// How often each operation was carried out, and each fault struck.
  private(set) package var operations: [Operation: Int] = [:]
  private(set) package var faults: [Fault: Int] = [:]
  /// How many responses devices let go of.
  package internal(set) var letGo = 0

  package init() {}

  package var operationCount: Int { operations.values.reduce(0, +) }

  mutating func did(_ operation: Operation) { operations[operation, default: 0] += 1 }

  mutating func struck(_ fault: Fault) { faults[fault, default: 0] += 1 }

  mutating func meet(_ operation: Operation, _ fault: Fault, times: Int = 1) {
    guard let row = Operation.allCases.firstIndex(of: operation),
      let column = Fault.allCases.firstIndex(of: fault)
    else { return }
    counts[row][column] += times
  }

  package mutating func add(_ other: MeetingTable) {
    for row in counts.indices {
      for column in counts[row].indices { counts[row][column] += other.counts[row][column] }
    }
    operations.merge(other.operations, uniquingKeysWith: +)
    letGo += other.letGo
    faults.merge(other.faults, uniquingKeysWith: +)
  }

  package var least: Int { counts.joined().min() ?? 0 }

  /// A row an operation, a column a fault.
  package var text: String {
    let names = Fault.allCases.map(\.rawValue)
    var lines = [Self.line("", ["done"] + names)]
    lines.append(
      Self.line("struck", [""] + Fault.allCases.map { String(faults[$0] ?? 0) }))
    for (row, operation) in Operation.allCases.enumerated() {
      lines.append(
        Self.line(
          operation.rawValue,
          ["\(operations[operation] ?? 0)"] + counts[row].map(String.init)))
    }
    return lines.joined(separator: "\n")
  }

  private static func line(_ name: String, _ cells: [String]) -> String {
    padded(name, 13, left: true)
      + zip(cells, [9] + Fault.allCases.map { max($0.rawValue.count, 8) })
      .map { padded($0, $1 + 1, left: false) }.joined()
  }

  private static func padded(_ text: String, _ width: Int, left: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return left ? text + space : space + text
  }
}
