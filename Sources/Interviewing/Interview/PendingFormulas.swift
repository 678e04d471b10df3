/// The formulas that must be evaluated again, each with the nodes it is due at; taken in the order
/// of evaluation.
struct PendingFormulas: Sendable {
  private var due: [Set<Int>]
  private var lowest: Int
  private var highest = -1

  init(count: Int) {
    due = Array(repeating: [], count: count)
    lowest = count
  }

  mutating func add(_ formula: Int, at node: Int) {
    due[formula].insert(node)
    lowest = min(lowest, formula)
    highest = max(highest, formula)
  }

  mutating func next() -> (formula: Int, nodes: [Int])? {
    while lowest <= highest {
      if due[lowest].isEmpty {
        lowest += 1
        continue
      }
      let nodes = due[lowest].sorted()
      due[lowest] = []
      return (lowest, nodes)
    }
    lowest = due.count
    highest = -1
    return nil
  }
}
