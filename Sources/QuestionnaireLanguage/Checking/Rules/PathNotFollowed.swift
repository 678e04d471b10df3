import Messages

/// XPath that parses and that ODK's engines do not run: the questionnaire opens nowhere.
enum PathNotFollowed: Rule {
  static let kind = FindingKind(
    "Q0324", .error,
    meaning: Message(
      es: "Esa forma de ruta no se puede usar en un cuestionario.",
      en: "That form of path cannot be used in a questionnaire."),
    remedy: Message(
      es: "Use «${nombre}», o una ruta de nombres, «*», «.» y «..».",
      en: "Use “${name}”, or a path of names, “*”, “.” and “..”."),
    why: Message(
      es: "Ningún programa de la familia ODK sigue «//», «@», «|» ni otros ejes de XPath: con una "
        + "sola expresión así, el cuestionario no se abre en ningún dispositivo.",
      en: "No program of the ODK family follows “//”, “@”, “|” or other axes of XPath: with a "
        + "single such expression the questionnaire opens on no device."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: text, name: school, label: Escuela, relevant: "//age < 18"}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: text, name: school, label: Escuela, relevant: "${age} < 18"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.compactMap { use in
      var refused: Range<Int>?
      use.expression?.forEachNode { node in
        if refused == nil, !node.isExecuted { refused = node.range }
      }
      guard let refused else { return nil }
      let bytes = Array(use.formula.text.utf8)
      let part = String(decoding: bytes[refused.clamped(to: bytes.indices)], as: UTF8.self)
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue): «\(part)» no se puede usar en un cuestionario.",
          en: "\(use.column.rawValue): “\(part)” cannot be used in a questionnaire."))
    }
  }
}

extension Expression {
  /// Whether engines of ODK run this part, apart from those that it is made of.
  fileprivate var isExecuted: Bool {
    switch kind {
    case .binary(.union, _, _): false
    case .path(let path): path.isExecuted
    default: true
    }
  }
}
