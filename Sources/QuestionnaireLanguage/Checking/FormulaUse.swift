/// Where in a row a formula or a text with references stands.
enum FormulaColumn: String, Sendable {
  case relevant, required, constraint, calculation, trigger
  case label, hint
  case readOnly = "read_only"
  case defaultValue = "default"
  case choiceFilter = "choice_filter"
  case repeatCount = "repeat_count"
  case softCheck = "soft_checks"
  case instanceName = "instance_name"
  case constraintMessage = "constraint_message"
  case requiredMessage = "required_message"
  case guidance = "guidance_hint"
  case parameters
}

/// A formula of the questionnaire with its owner and its parse.
///
/// A class, because every rule goes through all of them.
final class FormulaUse: Sendable {
  /// The index of the item it belongs to; nil for settings.
  let owner: Int?
  let column: FormulaColumn
  let formula: Formula
  let parsed: Result<Expression, ExpressionError>
  /// The parse, where it succeeded.
  let expression: Expression?

  /// The question that has an answer whenever the formula is looked at: the one that it constrains.
  var answered: Int? { column == .constraint || column == .softCheck ? owner : nil }

  init(_ formula: Formula, owner: Int?, column: FormulaColumn) {
    self.owner = owner
    self.column = column
    self.formula = formula
    do throws(ExpressionError) {
      let expression = try Expression(parsing: formula.text)
      parsed = .success(expression)
      self.expression = expression
    } catch {
      parsed = .failure(error)
      expression = nil
    }
  }
}

extension FormEntry {
  /// The item's formulas, parsed. A default counts only where it is computed (`isComputed`), and a
  /// trigger is a list of references, not a formula.
  var formulas: [FormulaUse] {
    let computedDefault = item.defaultValue.flatMap { $0.isDynamic(for: type ?? .text) ? $0 : nil }
    var columns: [(FormulaColumn, Formula?)] = [
      (.relevant, item.relevant), (.required, item.required), (.readOnly, item.readOnly),
      (.constraint, item.constraint), (.calculation, item.calculation),
      (.defaultValue, computedDefault), (.choiceFilter, item.choiceFilter),
    ]
    columns.append((.parameters, item.parameters["seed"].map { Formula($0, at: item.place) }))
    if case .roster(let count) = item.kind { columns.append((.repeatCount, count)) }
    columns += item.softChecks.map { (.softCheck, $0.condition) }
    return columns.compactMap { column, formula in
      formula.map { FormulaUse($0, owner: index, column: column) }
    }
  }
}
