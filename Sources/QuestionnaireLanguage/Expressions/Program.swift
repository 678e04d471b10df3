/// An expression ready to run: functions found, references replaced by paths, constants folded.
package indirect enum Program: Sendable {
  case constant(Value)
  /// Operators of one precedence, from left to right.
  case chain(ChainProgram)
  case negation(Program)
  case call(CallProgram)
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

/// What a chain of operators joins. One object, so that running it copies one reference.
package final class ChainProgram: Sendable {
  package let first: Program
  package let rest: [Program.Link]

  init(_ first: Program, _ rest: [Program.Link]) {
    self.first = first
    self.rest = rest
  }
}

/// A function and its arguments. One object, so that running it copies one reference.
package final class CallProgram: Sendable {
  package let function: Function
  package let arguments: [Program]

  init(_ function: Function, _ arguments: [Program]) {
    self.function = function
    self.arguments = arguments
  }
}

/// A location path ready to run. One object, so that running it copies one reference.
package final class PathProgram: Sendable {
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

  package let start: Start
  package let steps: [Step]
  /// As the author wrote it, for errors.
  package let spelling: String
  /// Where the path leads in the tree of a form, if that is known before it runs.
  package let route: Route?

  package init(
    start: Start, steps: [Step], spelling: String, route: Route? = nil
  ) {
    self.start = start
    self.steps = steps
    self.spelling = spelling
    self.route = route
  }
}

/// A simple path as a way through a form's tree by definitions, without a look at names.
package struct Route: Hashable, Sendable {
  /// The definition of the node that it starts at; asked from any other, the path's steps are taken.
  package var owner: Int
  /// How many levels up.
  package var up: Int
  /// Then down, each a child of the one before.
  package var down: [Int]

  package init(owner: Int, up: Int, down: [Int]) {
    self.owner = owner
    self.up = up
    self.down = down
  }
}
