package import QuestionnaireLanguage

/// What a question's answer is judged by. One object, made once a questionnaire, because all of an
/// interview's answers are judged at every arrival and a node is costly to copy.
package final class AnswerRules: Sendable {
  package let type: AnswerType
  package let constraint: Program?
  package let constraintMessage: TextTemplate
  package let requiredMessage: TextTemplate
  package let softChecks: [(condition: Program, message: TextTemplate)]
  /// What a select may hold, of a list that nothing filters.
  package let listed: ListedNames?
  /// The choices of a select that are told anew for each response.
  package let filtered: CompiledChoices?
  package let missingCodes: [String]
  /// The arguments of the draw that it records.
  package let draw: [Program]?

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
    (listed, filtered) = Self.choices(node.isCalculated ? nil : node.choices, lists)
  }

  /// Neither where nothing is chosen, it is calculated, or its data file did not come with the
  /// questionnaire.
  private static func choices(
    _ choices: CompiledChoices?, _ lists: [CompiledList]
  ) -> (ListedNames?, CompiledChoices?) {
    guard let choices else { return (nil, nil) }
    switch choices.source {
    case .file(_, _, isPresent: false): return (nil, nil)
    case .list(let index) where choices.items == nil:
      return (ListedNames(lists[index].byName.keys), nil)
    default: return (nil, choices)
    }
  }
}
