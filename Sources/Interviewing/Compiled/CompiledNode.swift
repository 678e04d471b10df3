package import QuestionnaireLanguage

/// One node of a questionnaire's tree of answers, with everything about it ready to run.
package struct CompiledNode: Sendable {
  package enum Kind: Hashable, Sendable {
    case leaf
    case group
    case roster
  }

  package var name: String
  /// From the root, without rows: `/data/child/name`.
  package var path: String
  /// -1 for the root.
  package var parent: Int
  package var children: [Int] = []
  package var kind: Kind
  /// The root is at 0.
  package var depth: Int
  /// The nodes from the root down to this one, by depth.
  package var way: [Int]
  /// The rosters on the way from the root, this one included if it is one.
  package var rosters: [Int]
  /// The author's row; nil for nodes that the form's structure adds (`meta`, `x_count`, `x_other`).
  package var item: Item?
  package var type = AnswerType.string
  /// ODK's number of the control that shows it; nil: never shown.
  package var control: Int?
  package var appearance = ""
  package var label = TextTemplate()
  package var hint = TextTemplate()
  package var constraintMessage = TextTemplate()
  package var requiredMessage = TextTemplate()
  package var isAlwaysReadOnly = false
  package var constraint: Program?
  package var softChecks: [(condition: Program, message: TextTemplate)] = []
  package var choices: CompiledChoices?
  package var initial = InitialValue.none
  /// Missing codes that it admits.
  package var missingCodes: [String] = []
  /// Set from outside by name when the interview starts: `start`, `today`, `deviceid`, …
  package var preload: String?
  /// Questions whose change sets this one, and to what.
  package var trigger: [Int] = []
  package var triggered: Program?
  /// Where a formula of each kind is, in the form's order of evaluation.
  package var formulas = NodeFormulas()

  /// A leaf whose value follows from others and is never stored.
  package var isCalculated: Bool { formulas[.calculation] != nil }

  /// The same, of formulas that would yield another value at another moment: what they yielded is stored.
  func isDerivedUnlessRecorded(in form: CompiledQuestionnaire) -> Bool {
    formulas[.calculation].map { !form.formulas[$0].isVolatile } ?? false
  }
}

/// What a question holds before anybody answers.
package enum InitialValue: Sendable {
  case none
  case fixed(String)
  case computed(Program)
}

/// Where a select's choices come from, ready to run.
package struct CompiledChoices: Sendable {
  package enum Source: Hashable, Sendable {
    /// A list of the form, by its place.
    case list(Int)
    /// The value of this question in the rows that the program yields.
    case rows(label: String)
    /// Items of a data file: the instance, and its columns. Where the questionnaire came without the
    /// file, nothing can be offered and any answer is let through.
    case file(instance: String, columns: ChoiceColumns, isPresent: Bool)
  }
  package var source: Source
  /// Yields the items, filtered and in order; nil: all of a list.
  package var items: Program?
  /// The selects, filtered themselves, that the items depend on.
  package var reads: [Dependency] = []
}

/// What a formula decides about its node.
package enum FormulaKind: Int, Hashable, Sendable, CaseIterable {
  case relevance
  case calculation
  /// Of a roster: how many rows.
  case count
  case required
  case readOnly
}

/// Where a node's formulas are, by kind: looked up for every node of every interview.
package struct NodeFormulas: Sendable {
  /// -1 where there is none; as many as there are kinds.
  private var places = InlineArray<5, Int32>(repeating: -1)

  package subscript(kind: FormulaKind) -> Int? {
    get { places[kind.rawValue] < 0 ? nil : Int(places[kind.rawValue]) }
    set { places[kind.rawValue] = newValue.map(Int32.init) ?? -1 }
  }
}

/// A formula in the graph: evaluated when something that it reads changes.
package struct CompiledFormula: Sendable {
  package var kind: FormulaKind
  package var owner: Int
  package var program: Program
  package var dependencies: [Dependency] = []
  /// Reads time or chance: its result is recorded as an answer when it is made.
  package var isVolatile = false
  package var source: Formula

  /// The arguments of the draw that the whole formula is; nil where it is something else.
  package var draw: [Program]? {
    if case .call(let call) = program, call.function.name == "draw" {
      call.arguments
    } else {
      nil
    }
  }

  /// The node whose instances it is evaluated at: a count's is the one around the roster.
  package func place(in nodes: [CompiledNode]) -> Int {
    kind == .count ? nodes[owner].parent : owner
  }
}

/// A node that a formula reads.
package struct Dependency: Hashable, Sendable {
  package var node: Int
  /// A change in one row touches only the owner's instances in the same rows.
  package var isLocal: Bool
}
