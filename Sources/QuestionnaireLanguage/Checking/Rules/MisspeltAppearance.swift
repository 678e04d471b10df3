import Messages

/// An appearance that is nearly one of those there are.
enum MisspeltAppearance: Rule {
  static let kind = FindingKind(
    "Q0114", .warning,
    meaning: Message(
      es: "La apariencia parece mal escrita.", en: "The appearance looks misspelt."),
    remedy: Message(
      es: "Corríjala; una apariencia desconocida no hace nada.",
      en: "Correct it; an unknown appearance does nothing."),
    why: Message(
      es: "Una apariencia mal escrita no da error: la pregunta se muestra de otro "
        + "modo y el diseño probado en oficina no llega al campo.",
      en: "A misspelt appearance gives no error: the question is shown another way, "
        + "and the design tried at the office does not reach the field."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: why, label: ¿Por qué?, appearance: multi-line}
        """,
      right: """
        survey:
          - {type: text, name: why, label: ¿Por qué?, appearance: multiline}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var spelling = Spelling()
    let known = Appearance.known.sorted()
    return context.entries.flatMap { entry -> [Finding] in
      // Calls and answers of other programs hold words of their own.
      guard !entry.item.appearance.contains(where: { "({:=;".contains($0) }) else { return [] }
      return entry.item.appearance.split(separator: " ").map(String.init).compactMap { word in
        let lower = word.lowercased()
        guard word.count >= shortest, !Appearance.isKnown(lower), !ofOthers.contains(lower),
          let meant = spelling.nearest(to: word, among: known),
          abs(meant.count - word.count) <= mostExtra
        else { return nil }
        return kind.finding(
          at: entry.place,
          Message(
            es: "«\(word)» de «\(entry.item.name)» no es una apariencia.",
            en: "“\(word)” of “\(entry.item.name)” is not an appearance."),
          remedy: Message(es: "¿Quiso decir «\(meant)»?", en: "Did you mean “\(meant)”?"))
      }
    }
  }

  /// Shorter words are near too many others.
  private static let shortest = 6
  /// Letters too many or too few that a slip makes.
  private static let mostExtra = 2
  /// Words of other programs (CHT) that happen to be near one of ours.
  private static let ofOthers: Set = ["center"]
}
