import Messages

/// `search()` replaces a select's choices by rows of a file; it is kept and not executed.
enum SearchNotExecuted: Rule {
  static let kind = FindingKind(
    "Q0805", .note,
    meaning: Message(
      es: "La apariencia «search()» se conserva, pero no se ejecuta.",
      en: "The appearance “search()” is kept, but not executed."),
    remedy: Message(
      es: "Use «select_one_from_file» con «choice_filter»: ofrece las filas del archivo.",
      en: "Use “select_one_from_file” with “choice_filter”: it offers the file's rows."))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.filter(\.hasSearchedChoices).map { entry in
      kind.finding(
        at: entry.place,
        Message(
          es: "«\(entry.item.name)» llena sus opciones con «search()»; aquí se ofrecen las de su "
            + "lista.",
          en: "“\(entry.item.name)” fills its choices by “search()”; here those of its list are "
            + "offered."))
    }
  }
}
