/// What a chain of comparisons with written values leaves of all answers.
struct AnswerInterval {
  private var low = -Double.infinity
  private var high = Double.infinity
  private var lowIsOpen = false
  private var highIsOpen = false
  private var equal: String?
  private var differs = false

  mutating func restrict(_ op: BinaryOperator, _ literal: LiteralComparison.Literal) {
    let number = Double(literal.text)
    switch op {
    case .equal:
      differs = differs || (equal != nil && !same(equal ?? "", literal.text))
      equal = literal.text
      guard let number else { return }
      raise(number, open: false)
      lower(number, open: false)
    case .less: if let number { lower(number, open: true) }
    case .lessOrEqual: if let number { lower(number, open: false) }
    case .greater: if let number { raise(number, open: true) }
    case .greaterOrEqual: if let number { raise(number, open: false) }
    default: break
    }
  }

  var isEmpty: Bool { differs || low > high || (low == high && (lowIsOpen || highIsOpen)) }

  /// Whether every value that is left meets one more comparison.
  func allSatisfy(_ op: BinaryOperator, _ literal: LiteralComparison.Literal) -> Bool {
    if isEmpty { return true }
    if op == .equal, let equal { return same(equal, literal.text) }
    guard let number = Double(literal.text) else { return false }
    let isBelow = high < number || (high == number && highIsOpen)
    let isAbove = low > number || (low == number && lowIsOpen)
    return switch op {
    case .less: isBelow
    case .lessOrEqual: high <= number
    case .greater: isAbove
    case .greaterOrEqual: low >= number
    case .notEqual: isBelow || isAbove
    default: false
    }
  }

  private func same(_ a: String, _ b: String) -> Bool {
    if let first = Double(a), let second = Double(b) { return first == second }
    return a == b
  }

  private mutating func raise(_ number: Double, open: Bool) {
    if number > low { (low, lowIsOpen) = (number, open) }
    if number == low { lowIsOpen = lowIsOpen || open }
  }

  private mutating func lower(_ number: Double, open: Bool) {
    if number < high { (high, highIsOpen) = (number, open) }
    if number == high { highIsOpen = highIsOpen || open }
  }
}
