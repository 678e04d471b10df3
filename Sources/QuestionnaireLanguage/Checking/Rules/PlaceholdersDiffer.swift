import Messages

/// A text that names an answer in one language and not in another.
enum PlaceholdersDiffer: Rule {
  static let kind = FindingKind(
    "Q0505", .warning,
    meaning: Message(
      es: "Un idioma muestra una respuesta que otro no muestra.",
      en: "One language shows an answer that another does not."),
    remedy: Message(
      es: "Escriba la misma referencia «${pregunta}» en todos los idiomas.",
      en: "Write the same reference “${question}” in every language."),
    why: Message(
      es: "En un idioma el encuestador lee «¿Cuántos años tiene Ana?» y en el otro "
        + "solo «How old?»: en un roster ya no se sabe de quién se habla.",
      en: "In one language the enumerator reads “How old is Ana?” and in the other "
        + "only “¿Cuántos años?”: in a roster nobody knows whom it is about."),
    example: .init(
      wrong: """
        languages: [es, en]
        survey:
          - {type: text, name: who, label: {es: Nombre, en: Name}}
          - {type: integer, name: age, label: {es: "Edad de ${who}", en: Age}}
        """,
      right: """
        languages: [es, en]
        survey:
          - {type: text, name: who, label: {es: Nombre, en: Name}}
          - {type: integer, name: age, label: {es: "Edad de ${who}", en: "Age of ${who}"}}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.texts.compactMap { use in
      let languages = use.text.byLanguage.filter { !$0.value.isEmpty }
        .sorted { $0.key < $1.key }
      guard languages.count > 1, use.owner != nil else { return nil }
      let named = languages.map { language, text in (language, names(in: text)) }
      // A language that shows something else in its place (`${result_fr}`) is meant to.
      let gaps = named.lazy.compactMap { language, has in
        named.first { has.isStrictSubset(of: $0.1) }.map { (language, $0.1.subtracting(has)) }
      }
      guard let (language, lacking) = gaps.first, let lacking = lacking.min() else { return nil }
      return kind.finding(
        at: use.place,
        Message(
          es: "\(use.column.rawValue) de «\(use.name)»: a «\(language)» le falta «${\(lacking)}».",
          en: "\(use.column.rawValue) of “\(use.name)”: “\(language)” lacks “${\(lacking)}”."))
    }
  }

  private static func names(in text: String) -> Set<String> {
    TextReferences.scan(text).reduce(into: []) { names, found in
      if case .reference(let name, _) = found { names.insert(name) }
    }
  }
}
