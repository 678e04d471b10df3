/// An expression ready to run: functions found, references replaced by paths, constants folded.
package indirect enum Program: Sendable {
  case constant(Value)
  /// Operators of one precedence, from left to right.
  case chain(Program, [Link])
  case negation(Program)
  case call(Function, [Program])
  case path(PathProgram)
  /// A call that no engine can run (an unknown function, a wrong number of arguments): as in ODK, it
  /// fails where it is evaluated, and the rest of the questionnaire runs.
  case failure(EvaluationError)

  /// An operator and what stands to its right.
  package struct Link: Sendable {
    package var sign: BinaryOperator
    package var operand: Program
  }
}

/// A location path ready to run.
package struct PathProgram: Sendable {
  package enum Start: Sendable {
    case root
    case context
    /// `current()`: the node whose formula this is, also inside predicates.
    case current
    case instance(String)
  }

  package struct Step: Sendable {
    package var axis: QuestionnaireLanguage.Step.Axis
    package var test: QuestionnaireLanguage.Step.Test
    package var predicates: [Program]
  }

  package var start: Start
  package var steps: [Step]
  /// As the author wrote it, for errors.
  package var spelling: String
}
