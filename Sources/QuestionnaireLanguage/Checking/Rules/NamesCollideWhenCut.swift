import Messages

/// Two names that are the same once a data program has cut them.
enum NamesCollideWhenCut: Rule {
  static let kind = FindingKind(
    "Q0113", .warning,
    meaning: Message(
      es: "Dos nombres son iguales en sus primeros 32 caracteres.",
      en: "Two names are equal in their first 32 characters."),
    remedy: Message(
      es: "Ponga lo que los distingue al principio: Stata corta en 32 caracteres.",
      en: "Put what tells them apart first: Stata cuts at 32 characters."),
    why: Message(
      es: "Stata guarda 32 caracteres: al importar, una de las dos columnas se "
        + "pierde o recibe un nombre inventado.",
      en: "Stata keeps 32 characters: on import one of the two columns is lost or "
        + "gets an invented name."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: victim_of_robbery_in_the_last_12_months, label: A}
          - {type: integer, name: victim_of_robbery_in_the_last_12_m_reported, label: B}
        """,
      right: """
        survey:
          - {type: integer, name: robbery_12m, label: A}
          - {type: integer, name: robbery_12m_reported, label: B}
        """))

  /// Stata's limit.
  private static let kept = 32

  private struct Key: Hashable {
    let roster: Int?
    let name: String
  }

  static func check(_ context: CheckContext) -> [Finding] {
    var first: [Key: String] = [:]
    return context.entries.compactMap { entry in
      let name = entry.item.name
      guard entry.type != nil, entry.type != .note, name.utf8.count >= kept else { return nil }
      let key = Key(roster: entry.rosters.last, name: name.prefix(kept).lowercased())
      guard let earlier = first[key] else {
        first[key] = name
        return nil
      }
      guard earlier != name else { return nil }
      return kind.finding(
        at: entry.place,
        Message(
          es: "«\(name)» y «\(earlier)» empiezan igual.",
          en: "“\(name)” and “\(earlier)” begin alike."))
    }
  }
}
