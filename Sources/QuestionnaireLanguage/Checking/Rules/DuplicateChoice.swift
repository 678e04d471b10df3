import Messages

/// Two choices of one list that store the same value cannot be told apart in the data.
enum DuplicateChoice: Rule {
  static let kind = FindingKind(
    "Q0203", .error,
    meaning: Message(
      es: "Dos opciones de una lista tienen el mismo nombre.",
      en: "Two choices of one list have the same name."),
    remedy: Message(
      es: "Cambie uno. Si es a propósito (listas en cascada), ponga "
        + "«allow_choice_duplicates: yes» en «settings».",
      en: "Change one. If it is meant (cascading lists), put “allow_choice_duplicates: yes” in "
        + "“settings”."),
    why: Message(
      es: "En los datos las dos opciones son la misma: ya no se sabe cuál se "
        + "eligió.",
      en: "In the data both choices are the same: nobody can tell which was chosen."),
    example: .init(
      wrong: """
        choices:
          crime:
            - {name: a, label: Robo}
            - {name: a, label: Hurto}
        survey:
          - {type: select_one crime, name: last, label: ¿Qué delito?}
        """,
      right: """
        choices:
          crime:
            - {name: a, label: Robo}
            - {name: b, label: Hurto}
        survey:
          - {type: select_one crime, name: last, label: ¿Qué delito?}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    guard !allowsDuplicates(context.questionnaire) else { return [] }
    return context.questionnaire.choiceLists.flatMap { list -> [Finding] in
      var seen: Set<String> = []
      return list.choices.filter { !$0.name.isEmpty && !seen.insert($0.name).inserted }.map {
        kind.finding(
          at: $0.place,
          Message(
            es: "La opción «\($0.name)» está dos veces en la lista «\(list.name)».",
            en: "The choice “\($0.name)” is twice in the list “\(list.name)”."))
      }
    }
  }

  private static func allowsDuplicates(_ questionnaire: Questionnaire) -> Bool {
    let setting = questionnaire.settings["allow_choice_duplicates"]?.lowercased() ?? ""
    return ["yes", "true", "true()", "1"].contains(setting)
  }
}
