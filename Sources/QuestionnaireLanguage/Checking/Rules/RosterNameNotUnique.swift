import Messages

/// A roster becomes a data file of its own, named after it.
enum RosterNameNotUnique: Rule {
  static let kind = FindingKind(
    "Q0106", .error,
    meaning: Message(
      es: "Dos rosters tienen el mismo nombre.", en: "Two rosters have the same name."),
    remedy: Message(
      es:
        "Dé a cada roster un nombre único en todo el cuestionario: cada uno es un archivo de datos.",
      en: "Give each roster a name that is unique in the questionnaire: each is a data file."),
    why: Message(
      es: "Cada roster sale como un archivo de datos con su nombre; dos archivos no "
        + "pueden llamarse igual.",
      en: "Each roster comes out as a data file of its name; two files cannot have "
        + "the same name."),
    example: .init(
      wrong: """
        survey:
          - type: group
            name: home
            items: [{type: repeat, name: person, items: [{type: text, name: a, label: A}]}]
          - type: group
            name: work
            items: [{type: repeat, name: person, items: [{type: text, name: b, label: B}]}]
        """,
      right: """
        survey:
          - type: group
            name: home
            items: [{type: repeat, name: member, items: [{type: text, name: a, label: A}]}]
          - type: group
            name: work
            items: [{type: repeat, name: colleague, items: [{type: text, name: b, label: B}]}]
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var first: [String: FormEntry] = [:]
    return context.entries.filter { $0.isRoster && !$0.item.name.isEmpty }.compactMap { entry in
      guard let earlier = first[entry.item.name] else {
        first[entry.item.name] = entry
        return nil
      }
      // Within one section it is a duplicate name already.
      guard earlier.parent != entry.parent else { return nil }
      return kind.finding(
        at: entry.place,
        Message(
          es: "Ya hay otro roster llamado «\(entry.item.name)».",
          en: "There is another roster named “\(entry.item.name)”."))
    }
  }
}
