/// What the choice filters of a questionnaire compare: `column = ${question}`.
struct ChoiceFilters {
  /// A filter that is a chain of such comparisons, or holds one beside other conditions.
  struct Match {
    /// The question whose choices are filtered.
    let owner: Int
    let column: String
    /// The question whose answer the column must equal.
    let item: Int
    let place: Place?
  }

  /// By owner: the comparisons that must all hold.
  let matches: [Int: [Match]]

  init(_ context: CheckContext) {
    var matches: [Int: [Match]] = [:]
    for (index, use) in context.formulas.enumerated() where use.column == .choiceFilter {
      guard let owner = use.owner, let expression = use.expression else { continue }
      for part in expression.operands(of: .and) {
        guard case .binary(.equal, let left, let right) = part.kind else { continue }
        for (column, question) in [(left, right), (right, left)] {
          guard let name = column.columnName, let item = context.question(question, in: index)
          else { continue }
          matches[owner, default: []].append(
            Match(owner: owner, column: name, item: item, place: use.formula.place))
        }
      }
    }
    self.matches = matches
  }
}

extension Choice {
  /// What the choice's row holds in a column that a filter may name; nil where there is no such.
  func value(in column: String) -> String? {
    if column == "name" { return name }
    return attributes.first { $0.name == column }?.value
  }
}

extension Expression {
  /// A name that stands by itself: in a choice filter, a column of the list.
  var columnName: String? {
    guard case .path(let path) = kind, path.start == .context, path.steps.count == 1,
      path.steps[0].axis == .child, path.steps[0].predicates.isEmpty,
      case .name(let name) = path.steps[0].test
    else { return nil }
    return name
  }
}
