/// A label, hint or message of an item or a choice, which may hold `${name}` references.
struct TextUse {
  let owner: Int?
  /// The item's or the choice's name.
  let name: String
  let column: FormulaColumn
  let place: Place?
  let text: LocalizedText

  static func all(in entry: FormEntry) -> [TextUse] {
    let item = entry.item
    var texts: [TextUse] = []
    func add(_ text: LocalizedText, _ column: FormulaColumn) {
      guard !text.isEmpty else { return }
      texts.append(
        TextUse(owner: entry.index, name: item.name, column: column, place: item.place, text: text))
    }
    add(item.label, .label)
    add(item.hint, .hint)
    add(item.guidance, .guidance)
    add(item.constraintMessage, .constraintMessage)
    add(item.requiredMessage, .requiredMessage)
    for check in item.softChecks { add(check.message, .softCheck) }
    return texts
  }

  static func all(in lists: [ChoiceList]) -> [TextUse] {
    lists.flatMap(\.choices).map {
      TextUse(owner: nil, name: $0.name, column: .label, place: $0.place, text: $0.label)
    }
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
