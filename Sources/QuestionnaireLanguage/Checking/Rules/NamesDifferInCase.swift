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
      en: "Change one: many data programs mix them up."))

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
