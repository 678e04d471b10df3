import Messages

/// Spreadsheets, SQL and some statistical packages do not tell upper from lower case.
enum NamesDifferInCase: Rule {
  static let kind = FindingKind(
    "Q0104", .warning,
    meaning: Message(
      es: "Dos nombres de la misma sección solo difieren en mayúsculas.",
      en: "Two names of one section differ only in case."),
    remedy: Message(
      es: "Cambie uno: muchos programas de datos los confunden.",
      en: "Change one: many data programs mix them up."),
    why: Message(
      es: "SPSS, Stata en algunas opciones y las hojas de cálculo no distinguen "
        + "mayúsculas: al unir datos se mezclan dos preguntas.",
      en: "SPSS, Stata in some options and spreadsheets do not tell case apart: two "
        + "questions get mixed when data are joined."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: Age, label: Edad}
          - {type: integer, name: age, label: Edad del jefe}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: integer, name: head_age, label: Edad del jefe}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.sections.flatMap { section -> [Finding] in
      var first: [String: String] = [:]
      return section.compactMap { index in
        let entry = context.entries[index]
        let name = entry.item.name
        guard let earlier = first[name.lowercased()] else {
          first[name.lowercased()] = name
          return nil
        }
        guard earlier != name else { return nil }
        return kind.finding(
          at: entry.place,
          Message(
            es: "«\(name)» y «\(earlier)» solo difieren en mayúsculas.",
            en: "“\(name)” and “\(earlier)” differ only in case."))
      }
    }
  }
}
