/// A label, hint or message of an item or a choice, which may hold `${name}` references.
struct TextUse {
  let owner: Int?
  /// The item's or the choice's name.
  let name: String
  let column: FormulaColumn
  let place: Place?
  let text: LocalizedText

  static func all(in entries: [FormEntry], of questionnaire: Questionnaire) -> [TextUse] {
    let ofItems = entries.flatMap { entry in
      let item = entry.item
      let texts: [(FormulaColumn, LocalizedText)] =
        [
          (.label, item.label), (.hint, item.hint), (.guidance, item.guidance),
          (.constraintMessage, item.constraintMessage), (.requiredMessage, item.requiredMessage),
        ] + item.softChecks.map { (.softCheck, $0.message) }
      return texts.filter { !$0.1.isEmpty }.map {
        TextUse(owner: entry.index, name: item.name, column: $0.0, place: item.place, text: $0.1)
      }
    }
    let ofChoices = questionnaire.choiceLists.flatMap(\.choices).map {
      TextUse(owner: nil, name: $0.name, column: .label, place: $0.place, text: $0.label)
    }
    return ofItems + ofChoices
  }

  /// In the order of the languages' names, each name once.
  func references(in tree: FormTree) -> [ReferenceUse] {
    var seen: Set<String> = []
    return found.compactMap { found in
      guard case .reference(let name, let isLastSaved) = found, seen.insert(name).inserted else {
        return nil
      }
      return ReferenceUse(
        owner: owner, column: column, place: place, name: name, isLastSaved: isLastSaved,
        targets: tree.byName[name] ?? [])
    }
  }

  var malformed: [String] {
    var seen: Set<String> = []
    return found.compactMap { found in
      guard case .malformed(let text) = found, seen.insert(text).inserted else { return nil }
      return text
    }
  }

  private var found: [TextReferences.Found] {
    text.byLanguage.sorted { $0.key < $1.key }.flatMap { TextReferences.scan($0.value) }
  }
}
