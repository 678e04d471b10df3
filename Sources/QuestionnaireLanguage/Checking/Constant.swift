/// A value known before anybody answers.
enum Constant: Hashable {
  case boolean(Bool)
  case number(Double)
  case text(String)

  init(_ literal: LiteralComparison.Literal) {
    switch literal {
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text)
    }
  }

  var truth: Bool {
    switch self {
    case .boolean(let boolean): boolean
    case .number(let number): number != 0 && !number.isNaN
    case .text(let text): !text.isEmpty
    }
  }

  var number: Double {
    switch self {
    case .boolean(let boolean): boolean ? 1 : 0
    case .number(let number): number
    case .text(let text): Double(text.trimmingSpaces()) ?? .nan
    }
  }

  /// As an answer is stored.
  var spelled: String {
    switch self {
    case .boolean(let boolean): boolean ? "true" : "false"
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    case .text(let text): text
    }
  }

  /// Nil where the operator compares nothing.
  func compared(by op: BinaryOperator, to other: Constant) -> Bool? {
    switch op {
    case .equal: isEqual(other)
    case .notEqual: !isEqual(other)
    case .less: number < other.number
    case .lessOrEqual: number <= other.number
    case .greater: number > other.number
    case .greaterOrEqual: number >= other.number
    default: nil
    }
  }

  /// XPath 1.0 §3.4: a boolean compares as boolean, else a number as number, else as text.
  private func isEqual(_ other: Constant) -> Bool {
    switch (self, other) {
    case (.boolean, _), (_, .boolean): truth == other.truth
    case (.text(let first), .text(let second)): first == second
    default: number == other.number
    }
  }
}
