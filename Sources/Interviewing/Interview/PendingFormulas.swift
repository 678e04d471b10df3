/// The formulas that must be evaluated again, each with the nodes it is due at; taken in the order
/// of evaluation.
struct PendingFormulas: Sendable {
  /// Most formulas are due at one node; rows of rosters add more.
  private struct Due {
    var first = -1
    var others: Set<Int> = []
  }

  private var due: [Due]
  /// A bit for each formula that is due, so that the next one is found without a look at each.
  private var marks: [UInt64]
  private var lowestMark = 0

  init(count: Int) {
    due = Array(repeating: Due(), count: count)
    marks = Array(repeating: 0, count: (count + 63) / 64)
  }

  var isEmpty: Bool { marks.allSatisfy { $0 == 0 } }

  mutating func add(_ formula: Int, at node: Int) {
    if due[formula].first < 0 {
      due[formula].first = node
      marks[formula / 64] |= 1 << UInt64(formula % 64)
      lowestMark = min(lowestMark, formula / 64)
    } else if due[formula].first != node {
      due[formula].others.insert(node)
    }
  }

  /// The next formula, with the first of the nodes it is due at and the others behind it.
  mutating func next() -> (formula: Int, first: Int, others: ArraySlice<Int>)? {
    while lowestMark < marks.count, marks[lowestMark] == 0 { lowestMark += 1 }
    guard lowestMark < marks.count else { return nil }
    let formula = lowestMark * 64 + marks[lowestMark].trailingZeroBitCount
    marks[lowestMark] &= marks[lowestMark] &- 1
    var first = due[formula].first
    due[formula].first = -1
    if due[formula].others.isEmpty { return (formula, first, []) }
    let nodes = (due[formula].others.union([first])).sorted()
    due[formula].others = []
    first = nodes[0]
    return (formula, first, nodes[1...])
  }
}
