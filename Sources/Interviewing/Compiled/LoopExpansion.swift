import QuestionnaireLanguage

/// `begin loop over list`: the questions once for each choice, in a group named for it, with
/// `%(name)s` and `%(label)s` standing for the choice.
enum LoopExpansion {
  static func expanded(_ loop: Item, _ form: Questionnaire) -> Item {
    var result = loop
    let list = form.choiceLists.first { $0.name == loop.extras[Item.loopKey] }
    var choices = list?.choices ?? []
    if let list, hasOther(list.name, form.items), !choices.contains(where: { $0.name == "other" }) {
      choices.append(Choice(name: "other", label: LocalizedText(["": "Other"])))
    }
    result.children = choices.filter { $0.name != "none" }.map { choice in
      var group = Item(.group, name: choice.name, at: loop.place)
      group.label = choice.label
      group.children = loop.children.map { substituted($0, choice) }
      return group
    }
    return result
  }

  private static func hasOther(_ list: String, _ items: [Item]) -> Bool {
    var hasOther = false
    items.forEachItem { item in
      guard case .question(let type) = item.kind, let source = type.choiceSource else { return }
      hasOther = hasOther || source.orOther && source.kind == .list(list)
    }
    return hasOther
  }

  private static func substituted(_ item: Item, _ choice: Choice) -> Item {
    var result = item
    result.name = text(item.name, choice, "")
    for path in [
      \Item.label, \Item.hint, \Item.guidance, \Item.constraintMessage, \Item.requiredMessage,
    ] {
      for (language, string) in item[keyPath: path].byLanguage {
        result[keyPath: path].byLanguage[language] = text(string, choice, language)
      }
    }
    for path in [
      \Item.relevant, \Item.required, \Item.readOnly, \Item.constraint, \Item.calculation,
      \Item.trigger, \Item.defaultValue, \Item.choiceFilter,
    ] {
      result[keyPath: path]?.text = text(item[keyPath: path]?.text ?? "", choice, "")
    }
    result.children = item.children.map { substituted($0, choice) }
    return result
  }

  private static func text(_ text: String, _ choice: Choice, _ language: String) -> String {
    guard text.contains("%(") else { return text }
    let label = choice.label.byLanguage[language] ?? choice.label.byLanguage[""] ?? choice.name
    return text.replacing("%(name)s", with: choice.name).replacing("%(label)s", with: label)
  }
}
