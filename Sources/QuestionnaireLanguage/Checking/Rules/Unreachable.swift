import Messages

/// A question whose conditions exclude each other across rows: its own, those of the groups around
/// it, and those of the questions that must be answered for these to hold.
enum Unreachable: Rule {
  static let kind = FindingKind(
    "Q0412", .warning,
    meaning: Message(
      es: "Condiciones de varias filas se excluyen: la pregunta no aparece nunca.",
      en: "Conditions of several rows exclude each other: the question never appears."),
    remedy: Message(
      es: "Compare «relevant» con el de sus grupos y el de las preguntas que usa.",
      en: "Compare “relevant” with that of its groups and of the questions it uses."),
    why: Message(
      es: "Cada condición parece correcta por sí sola; juntas no dejan pasar a "
        + "nadie, y el dato falta en toda la encuesta.",
      en: "Each condition looks right by itself; together they let nobody pass, and "
        + "the datum is missing in the whole survey."),
    example: .init(
      wrong: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_one yes_no, name: victim, label: ¿Fue víctima?}
          - type: group
            name: details
            relevant: ${victim} = 'yes'
            items:
              - {type: text, name: why, label: ¿Por qué no?, relevant: "${victim} = 'no'"}
        """,
      right: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_one yes_no, name: victim, label: ¿Fue víctima?}
          - {type: text, name: why, label: ¿Por qué no?, relevant: "${victim} = 'no'"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var search = Search(context)
    var unreachable: Set<Int> = []
    return context.entries.compactMap { entry in
      // What lies inside something unreachable need not be said again.
      if let parent = entry.parent, unreachable.contains(parent) {
        unreachable.insert(entry.index)
        return nil
      }
      guard let formula = search.relevance[entry.index], let found = search.clash(entry.index)
      else { return nil }
      unreachable.insert(entry.index)
      let (item, others) = found
      guard !others.isEmpty else { return nil }
      let subject = context.entries[item].item.name
      let owners = others.compactMap { context.formulas[$0].owner }
      let list = listed(owners.map { context.entries[$0].item.name })
      return kind.finding(
        at: context.formulas[formula].formula.place,
        Message(
          es:
            "«\(entry.item.name)» no aparece nunca: su condición sobre «\(subject)» excluye la de "
            + "\(list.spanish).",
          en: "“\(entry.item.name)” never appears: its condition on “\(subject)” excludes that of "
            + "\(list.english)."))
    }
  }

  /// Gathers what must hold for an item to appear.
  private struct Search {
    let context: CheckContext
    /// The formula that decides whether an item is relevant.
    let relevance: [Int: Int]
    private let conditions: [Int: Condition]
    /// Formulas that are false whatever is answered: `NeverTrue` reports them.
    private let constant: Set<Int>
    private var satisfiability: Satisfiability

    /// Conditions that are put together for one question.
    private static let mostConditions = 64

    init(_ context: CheckContext) {
      self.context = context
      var relevance: [Int: Int] = [:]
      var conditions: [Int: Condition] = [:]
      var constant: Set<Int> = []
      for (index, use) in context.formulas.enumerated() where use.column == .relevant {
        guard let owner = use.owner, let condition = context.conditions[index] else { continue }
        relevance[owner] = index
        conditions[index] = condition
        if use.expression.flatMap(ConstantFolding.truth) == false { constant.insert(index) }
      }
      self.relevance = relevance
      self.conditions = conditions
      self.constant = constant
      satisfiability = Satisfiability(context)
    }

    /// The question that cannot have an answer, and the other formulas that are about it; these are
    /// empty where the item's own condition is enough.
    mutating func clash(_ entry: Int) -> (item: Int, others: [Int])? {
      guard let own = relevance[entry], let first = conditions[own] else { return nil }
      if constant.contains(own) { return (entry, []) }
      if let item = satisfiability.impossible([first]) { return (item, []) }
      var formulas = [own]
      var known: Set<Int> = [own]
      var waiting = [entry]
      var reached: Set<Int> = [entry]
      while let next = waiting.popLast(), formulas.count < Self.mostConditions {
        for formula in decisive(for: next, of: entry) where known.insert(formula).inserted {
          formulas.append(formula)
        }
        let needed = satisfiability.needed(formulas.compactMap { conditions[$0] })
        waiting += needed.filter { reached.insert($0).inserted }
      }
      guard formulas.count > 1 else { return nil }
      let all = formulas.compactMap { conditions[$0] }
      guard let item = satisfiability.impossible(all) else { return nil }
      return (item, formulas.dropFirst().filter { conditions[$0]?.subjects.contains(item) == true })
    }

    /// The relevance of an item and of the groups around it. A group that looks at a question inside
    /// itself is a circle, which is a finding of its own.
    private func decisive(for item: Int, of entry: Int) -> [Int] {
      var found: [Int] = []
      var next: Int? = item
      while let index = next, found.count < Self.mostConditions {
        if let formula = relevance[index],
          item == entry || conditions[formula]?.subjects.contains(item) != true
        {
          found.append(formula)
        }
        next = context.entries[index].parent
      }
      return found
    }
  }
}
