extension Item {
  /// Calls `body` with every formula of the row, the trigger apart: it is a list of references.
  func forEachFormula(_ body: (Formula) -> Void) {
    if let relevant { body(relevant) }
    if let required { body(required) }
    if let readOnly { body(readOnly) }
    if let constraint { body(constraint) }
    if let calculation { body(calculation) }
    if let defaultValue { body(defaultValue) }
    if let choiceFilter { body(choiceFilter) }
    if case .roster(let count?) = kind { body(count) }
    for check in softChecks { body(check.condition) }
  }

  /// Every text of the row that a person reads.
  private var texts: [LocalizedText] {
    [label, hint, guidance, constraintMessage, requiredMessage] + softChecks.map(\.message)
  }

  fileprivate var lastSavedReferences: [String] {
    var texts = texts.flatMap { Array($0.byLanguage.values) }
    forEachFormula { texts.append($0.text) }
    return texts.flatMap { text -> [String] in
      guard text.holds("last-saved") else { return [] }
      return TextReferences.scan(text).compactMap { found in
        if case .reference(let name, isLastSaved: true) = found { name } else { nil }
      }
    }
  }
}

extension Questionnaire {
  /// The names in its `${last-saved#name}`, of formulas and texts, each once.
  package var lastSavedReferences: [String] {
    var seen: Set<String> = []
    var names: [String] = []
    items.forEachItem { names += $0.lastSavedReferences.filter { seen.insert($0).inserted } }
    return names
  }
}
