extension Item {
  /// Every formula of the row, the trigger apart: it is a list of references.
  var formulas: [Formula] {
    var formulas = [
      relevant, required, readOnly, constraint, calculation, defaultValue, choiceFilter,
    ]
    if case .roster(let count) = kind { formulas.append(count) }
    return formulas.compactMap { $0 } + softChecks.map(\.condition)
  }

  /// Every text of the row that a person reads.
  private var texts: [LocalizedText] {
    [label, hint, guidance, constraintMessage, requiredMessage] + softChecks.map(\.message)
  }

  fileprivate var lastSavedReferences: [String] {
    let texts = formulas.map(\.text) + texts.flatMap { Array($0.byLanguage.values) }
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
