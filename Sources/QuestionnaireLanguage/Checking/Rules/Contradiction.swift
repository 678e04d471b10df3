import Messages

/// `${age} > 18 and ${age} < 10`: parts that cannot hold together.
enum Contradiction: Rule {
  static let kind = FindingKind(
    "Q0406", .warning,
    meaning: Message(
      es: "Las partes de la condición se excluyen entre sí.",
      en: "The parts of the condition exclude each other."),
    remedy: Message(
      es: "¿Quiso decir «or» en lugar de «and», o los límites están al revés?",
      en: "Is “or” meant instead of “and”, or are the bounds the wrong way round?"))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.indices.compactMap { index in
      let use = context.formulas[index]
      guard conditions.contains(use.column), let owner = use.owner,
        let expression = use.expression, let subject = contradicted(in: expression)
      else { return nil }
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue) de «\(context.entries[owner].item.name)»: ningún valor de "
            + "\(subject) cumple todas las partes.",
          en: "\(use.column.rawValue) of “\(context.entries[owner].item.name)”: no value of "
            + "\(subject) meets every part."))
    }
  }

  private static let conditions: Set<FormulaColumn> = [.relevant, .constraint, .softCheck]

  /// The spelling of the first answer whose conditions leave it no value.
  private static func contradicted(in expression: Expression) -> String? {
    var allowed: [String: AllowedValues] = [:]
    for part in expression.conjuncts {
      guard let (subject, op, literal) = part.comparison else { continue }
      allowed[subject, default: AllowedValues()].restrict(op, literal)
      if allowed[subject]?.isEmpty == true { return subject }
    }
    return nil
  }
}

/// What a chain of comparisons leaves of all values.
private struct AllowedValues {
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

extension Expression {
  /// The parts that `and` joins.
  fileprivate var conjuncts: [Expression] {
    var parts: [Expression] = []
    var rest = self
    while case .binary(.and, let left, let right) = rest.kind {
      parts.append(right)
      rest = left
    }
    return parts + [rest]
  }

  /// An answer compared with a literal: the answer as the author wrote it.
  fileprivate var comparison: (String, BinaryOperator, LiteralComparison.Literal)? {
    guard case .binary(let op, let left, let right) = kind, op.isComparison else { return nil }
    if let subject = left.subject, let literal = LiteralComparison.Literal(right) {
      return (subject, op, literal)
    }
    if let subject = right.subject, let literal = LiteralComparison.Literal(left) {
      return (subject, op.mirrored, literal)
    }
    return nil
  }

  /// `${name}` or `.`, standing by itself.
  private var subject: String? {
    guard case .path(let path) = kind, path.predicates.isEmpty else { return nil }
    switch path.start {
    case .reference(let reference) where path.steps.isEmpty: return "${\(reference.name)}"
    case .context where path.steps.count == 1 && path.steps[0].axis == .`self`: return "."
    default: return nil
    }
  }
}
