import Messages

/// A choice filter that looks at a column which no choice has hides every choice.
enum UnknownFilterColumn: Rule {
  static let kind = FindingKind(
    "Q0209", .warning,
    meaning: Message(
      es: "El filtro de opciones usa una columna que la lista no tiene.",
      en: "The choice filter uses a column that the list does not have."),
    remedy: Message(
      es: "Agregue la columna a la hoja «choices» o corrija su nombre en «choice_filter».",
      en: "Add the column to the “choices” sheet or correct its name in “choice_filter”."),
    why: Message(
      es: "La columna que no existe está vacía en todas las opciones, así que el "
        + "filtro las esconde todas.",
      en: "A column that is not there is empty for every choice, so the filter "
        + "hides them all."),
    example: .init(
      wrong: """
        choices:
          town:
            - {name: acajutla, label: Acajutla, department: sonsonate}
        survey:
          - {type: text, name: dep, label: Departamento}
          - {type: select_one town, name: t, label: M, choice_filter: "departament = ${dep}"}
        """,
      right: """
        choices:
          town:
            - {name: acajutla, label: Acajutla, department: sonsonate}
        survey:
          - {type: text, name: dep, label: Departamento}
          - {type: select_one town, name: t, label: M, choice_filter: "department = ${dep}"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var spelling = Spelling()
    return context.formulas.flatMap { use -> [Finding] in
      guard use.column == .choiceFilter, let owner = use.owner, let expression = use.expression,
        let list = context.list(of: context.entries[owner]), !list.choices.isEmpty
      else { return [] }
      let columns = Set(list.choices.flatMap { $0.attributes.map(\.name) } + ["name", "label"])
      var seen: Set<String> = []
      return expression.bareNames.filter { !columns.contains($0) && seen.insert($0).inserted }.map {
        kind.finding(
          at: use.formula.place,
          Message(
            es: "La lista «\(list.name)» no tiene la columna «\($0)» que usa el filtro.",
            en: "The list “\(list.name)” does not have the column “\($0)” that the filter uses."),
          remedy: spelling.suggestion(for: $0, among: columns.sorted()))
      }
    }
  }
}

extension Expression {
  /// The names of one step that stand by themselves: in a choice filter, columns of the list.
  var bareNames: [String] {
    var names: [String] = []
    forEachNode(insidePredicates: false) { node in
      guard case .path(let path) = node.kind, path.start == .context, path.steps.count == 1,
        path.steps[0].axis == .child, case .name(let name) = path.steps[0].test
      else { return }
      names.append(name)
    }
    return names
  }
}
