package import QuestionnaireLanguage

/// What a question's answer is judged by. One object, made once a questionnaire, because all of an
/// interview's answers are judged at every arrival and a node is costly to copy.
package final class AnswerRules: Sendable {
  package let type: AnswerType
  package let constraint: Program?
  package let constraintMessage: TextTemplate
  package let requiredMessage: TextTemplate
  package let softChecks: [(condition: Program, message: TextTemplate)]
  package let choices: Choices
  package let missingCodes: [String]
  /// The arguments of the draw that it records.
  package let draw: [Program]?

  /// What a select may hold.
  package enum Choices: Sendable {
    /// Nothing is chosen, it is calculated, or its data file did not come with the questionnaire.
    case anything
    /// A list that nothing filters.
    case list(ListedNames)
    case filtered(CompiledChoices)
  }

  /// Nil for a node that holds no answer.
  init?(_ node: CompiledNode, formulas: [CompiledFormula], lists: [CompiledList]) {
    guard node.kind == .leaf else { return nil }
    type = node.type
    constraint = node.constraint
    constraintMessage = node.constraintMessage
    requiredMessage = node.requiredMessage
    softChecks = node.softChecks
    missingCodes = node.missingCodes
    draw = node.formulas[.calculation].flatMap { formulas[$0].draw }
    choices = node.isCalculated ? .anything : Self.choices(node.choices, lists)
  }

  private static func choices(_ choices: CompiledChoices?, _ lists: [CompiledList]) -> Choices {
    guard let choices else { return .anything }
    switch choices.source {
    case .file(_, _, isPresent: false): return .anything
    case .list(let index) where choices.items == nil: return .list(ListedNames(lists[index].byName.keys))
    default: return .filtered(choices)
    }
  }
}
