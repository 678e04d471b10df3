import Messages

/// Two items of one section cannot share a name: their answers would share a place.
enum DuplicateName: Rule {
  static let kind = FindingKind(
    "Q0103", .error,
    meaning: Message(
      es: "Dos filas de la misma sección tienen el mismo nombre.",
      en: "Two rows of one section have the same name."),
    remedy: Message(
      es: "Cambie uno de los dos nombres.", en: "Change one of the two names."),
    why: Message(
      es: "Las dos respuestas irían a la misma columna y una taparía a la otra.",
      en: "Both answers would go to the same column and one would hide the other."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: street, label: Calle}
          - {type: text, name: street, label: Calle de trabajo}
        """,
      right: """
        survey:
          - {type: text, name: street, label: Calle}
          - {type: text, name: work_street, label: Calle de trabajo}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.sections.flatMap { section -> [Finding] in
      var first: [String: FormEntry] = [:]
      return section.compactMap { index in
        let entry = context.entries[index]
        guard !entry.item.name.isEmpty else { return nil }
        guard let earlier = first[entry.item.name] else {
          first[entry.item.name] = entry
          return nil
        }
        let spot = earlier.place.map { " (\($0))" } ?? ""
        return kind.finding(
          at: entry.place,
          Message(
            es: "«\(entry.item.name)» ya es el nombre de otra fila de esta sección\(spot).",
            en: "“\(entry.item.name)” already names another row of this section\(spot)."))
      }
    }
  }
}
