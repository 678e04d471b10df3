/// What the rules look things up in: made once, in time linear in the questionnaire's size.
final class CheckContext: Sendable {
  let questionnaire: Questionnaire
  /// Every item, in document order.
  let entries: [FormEntry]
  let entriesByName: [String: [Int]]
  /// Indices of the items without parent.
  let topLevel: [Int]
  /// By name; the first of lists that share one.
  let lists: [String: ChoiceList]
  /// Every formula, parsed, in document order.
  let formulas: [FormulaUse]
  /// Every label, hint and message.
  let texts: [TextUse]
  /// Every `${name}`, of formulas and of texts.
  let references: [ReferenceUse]
  /// Every path of a formula, with what it points at.
  let paths: [PathUse]
  /// The same by their formula.
  let pathsOfFormulas: [FormulaPaths]
  /// Every formula as a condition on answers; nil where it cannot be parsed.
  let conditions: [Condition?]
  /// Every part of every formula, in order. Left out is what stands inside predicates, where names
  /// mean something else.
  let parts: [FormulaPart]
  /// Every question compared with a written value.
  let comparisons: [LiteralComparison]
  /// The names of each list's choices.
  let choiceNames: [String: Set<String>]
  /// Those of them that are numbers.
  let choiceNumbers: [String: Set<Double>]
  /// Every use of a data file, in the order of the questions.
  let dataFileUses: [DataFileUse]
  /// The data files that came with the questionnaire, by name.
  let dataTrees: [String: Result<Tree, DataFileError>]
  private let questions: QuestionLookup

  init(_ questionnaire: Questionnaire) {
    self.questionnaire = questionnaire
    let entries = FormEntry.flatten(questionnaire.items)
    self.entries = entries
    entriesByName = Dictionary(grouping: entries.indices) { entries[$0].item.name }
    topLevel = entries.indices.filter { entries[$0].parent == nil }
    lists = Dictionary(
      questionnaire.choiceLists.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    choiceNames = lists.mapValues { Set($0.choices.map(\.name)) }
    choiceNumbers = choiceNames.mapValues { Set($0.compactMap { Double($0) }) }
    let tree = FormTree(
      entries: entries, topLevel: topLevel, byName: entriesByName,
      rootName: questionnaire.rootName)
    let rows = EveryCore.map(entries.count) { RowUses(entries[$0], in: tree) }
    let ofChoices = TextUse.all(in: questionnaire.choiceLists)
    texts = rows.flatMap(\.texts) + ofChoices
    dataTrees = questionnaire.dataTrees
    dataFileUses = rows.flatMap(\.dataFiles) + questionnaire.dataFilesOfInstanceName
    let ofSettings = questionnaire.instanceName.map {
      [FormulaUse($0, owner: nil, column: .instanceName)]
    }
    let formulas = rows.flatMap(\.formulas) + (ofSettings ?? [])
    self.formulas = formulas
    let pathsOfFormulas = EveryCore.map(formulas.count) {
      FormulaPaths(of: formulas[$0], at: $0, in: tree)
    }
    self.pathsOfFormulas = pathsOfFormulas
    paths = pathsOfFormulas.flatMap(\.all)
    let questions = QuestionLookup(entries: entries, formulas: formulas, paths: pathsOfFormulas)
    self.questions = questions
    let looks = EveryCore.map(formulas.count) { index in
      FormulaLook(
        condition: formulas[index].expression.map { Condition($0) { questions[$0, in: index] } },
        parts: FormulaPart.all(of: formulas[index], at: index),
        comparisons: LiteralComparison.all(in: formulas[index], at: index, pathsOfFormulas[index]))
    }
    conditions = looks.map(\.condition)
    parts = looks.flatMap(\.parts)
    comparisons = looks.flatMap(\.comparisons)
    references =
      paths.compactMap { use in
        use.reference.map { reference in
          let formula = formulas[use.formula]
          return ReferenceUse(
            owner: formula.owner, column: formula.column, place: formula.formula.place,
            name: reference.name, isLastSaved: reference.isLastSaved,
            targets: tree.byName[reference.name] ?? [])
        }
      }
      + rows.flatMap(\.textReferences) + ofChoices.flatMap { $0.references(in: tree) }
  }

  /// What the rules ask of one row.
  private struct RowUses: Sendable {
    let formulas: [FormulaUse]
    let texts: [TextUse]
    let textReferences: [ReferenceUse]
    let dataFiles: [DataFileUse]

    init(_ entry: FormEntry, in tree: FormTree) {
      formulas = entry.formulas
      texts = TextUse.all(in: entry)
      textReferences = texts.flatMap { $0.references(in: tree) }
      dataFiles = entry.item.dataFileUses
    }
  }

  /// What the rules ask of one formula.
  private struct FormulaLook: Sendable {
    let condition: Condition?
    let parts: [FormulaPart]
    let comparisons: [LiteralComparison]
  }

  /// The list a select offers, if it is one of the choices sheet.
  func list(of entry: FormEntry) -> ChoiceList? {
    entry.listName.flatMap { lists[$0] }
  }

  /// Names that may be referred to though no row carries them: the response's own, `or_other`'s text
  /// question, and the count that a computed `repeat_count` keeps.
  var generatedNames: Set<String> {
    var names: Set<String> = ["instanceID", "instanceName"]
    for entry in entries {
      if entry.choiceSource?.orOther == true { names.insert(entry.item.name + "_other") }
      if entry.isRoster { names.insert(entry.item.name + "_count") }
    }
    return names
  }

  /// The question whose one answer an expression of that formula stands for, if it plainly does: no
  /// set of rows, and no other row than the formula's own.
  func question(_ expression: Expression, in formula: Int) -> Int? {
    questions[expression, in: formula]
  }

  /// The children of the questionnaire and of each group and roster: where names must differ.
  var sections: [[Int]] {
    [topLevel] + entries.filter { !$0.children.isEmpty }.map(\.children)
  }

  /// Whether the select may store `value`; numbers compare by value, as `'01' = 1` does.
  func offers(_ value: String, _ entry: FormEntry, _ list: ChoiceList) -> Bool {
    if entry.choiceSource?.orOther == true, value == "other" { return true }
    if choiceNames[list.name]?.contains(value) == true { return true }
    guard let number = Double(value) else { return false }
    return choiceNumbers[list.name]?.contains(number) == true
  }
}

/// Tells which question an expression stands for.
private struct QuestionLookup {
  let entries: [FormEntry]
  let formulas: [FormulaUse]
  let paths: [FormulaPaths]

  subscript(_ expression: Expression, in formula: Int) -> Int? {
    guard case .path = expression.kind, let path = paths[formula][expression.range], !path.isSet,
      path.reference?.isLastSaved != true, let target = path.onlyTarget,
      entries[target].type != nil
    else { return nil }
    let around = formulas[formula].owner.map { entries[$0].rosters } ?? []
    return around.starts(with: entries[target].rosters) ? target : nil
  }
}
