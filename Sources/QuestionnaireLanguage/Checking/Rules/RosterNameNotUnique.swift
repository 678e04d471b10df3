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
      en: "Give each roster a name that is unique in the questionnaire: each is a data file."))

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
