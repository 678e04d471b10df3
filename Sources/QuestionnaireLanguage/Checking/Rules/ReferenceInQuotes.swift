import Messages

/// `'${age}'`: the quotes make a text of the reference; nothing is looked up.
enum ReferenceInQuotes: Rule {
  static let kind = FindingKind(
    "Q0320", .warning,
    meaning: Message(
      es: "Una referencia está entre comillas.", en: "A reference stands in quotes."),
    remedy: Message(
      es: "Quite las comillas: «${pregunta}». Para unir textos use «concat('…', ${pregunta})».",
      en: "Remove the quotes: “${question}”. To join texts use “concat('…', ${question})”."),
    why: Message(
      es: "Entre comillas es un texto fijo, no la respuesta: se compara o se guarda "
        + "la marca misma.",
      en: "In quotes it is a fixed text, not the answer: the mark itself is "
        + "compared or stored."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: text, name: t, label: T, relevant: "'${age}' > 18"}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: text, name: t, label: T, relevant: "${age} > 18"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.flatMap { use -> [Finding] in
      // `jr:choice-name(x, '${question}')` is written with quotes.
      var allowed: Set<Range<Int>> = []
      var found: [Finding] = []
      use.expression?.forEachNode { node in
        if case .call("jr:choice-name", let arguments) = node.kind {
          allowed.formUnion(arguments.dropFirst().map(\.range))
        }
        guard case .text(let text) = node.kind, !allowed.contains(node.range) else { return }
        for case .reference(let name, _) in TextReferences.scan(text) {
          found.append(
            kind.finding(
              at: use.formula.place,
              Message(
                es: "\(use.column.rawValue): «${\(name)}» está entre comillas y no se sustituye.",
                en: "\(use.column.rawValue): “${\(name)}” stands in quotes and is not looked up.")))
        }
      }
      return found
    }
  }
}
