import Messages

/// `<b>` without `</b>`: the enumerator reads the tag itself, or the rest comes out bold.
enum UnclosedMarkup: Rule {
  static let kind = FindingKind(
    "Q0506", .warning,
    meaning: Message(
      es: "Una marca de formato del texto no se cierra.",
      en: "A mark-up tag of the text is not closed."),
    remedy: Message(
      es: "Escriba la marca de cierre, por ejemplo «</b>».",
      en: "Write the closing tag, for example “</b>”."),
    why: Message(
      es: "Según el dispositivo, el resto del texto sale en negrita o el "
        + "encuestador lee la marca en voz alta.",
      en: "Depending on the device the rest of the text comes out bold, or the "
        + "enumerator reads the tag aloud."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: a, label: "¿<b>Dónde ocurrió?"}
        """,
      right: """
        survey:
          - {type: text, name: a, label: "¿<b>Dónde</b> ocurrió?"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.texts.compactMap { use in
      let unclosed = use.text.byLanguage.sorted { $0.key < $1.key }.lazy.compactMap {
        unclosedTag(in: $0.value)
      }
      guard let tag = unclosed.first else { return nil }
      return kind.finding(
        at: use.place,
        Message(
          es: "\(use.column.rawValue) de «\(use.name)»: «<\(tag)>» y «</\(tag)>» no se "
            + "corresponden.",
          en: "\(use.column.rawValue) of “\(use.name)”: “<\(tag)>” and “</\(tag)>” do not match."))
    }
  }

  /// Tags that hold text; others, as `<br>`, stand alone.
  private static let tags: Set<String> = [
    "b", "i", "u", "em", "strong", "span", "font", "p", "div", "a", "h1", "h2", "h3", "h4", "h5",
    "h6", "small", "big", "sub", "sup", "ul", "ol", "table", "tr", "td", "center",
  ]

  /// The first tag that is opened and closed unequally often.
  private static func unclosedTag(in text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return nil }
    var balance: [String: Int] = [:]
    var order: [String] = []
    var rest = text[...].utf8
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[rest.index(after: open)...]
      let isClosing = rest.first == UInt8(ascii: "/")
      if isClosing { rest = rest.dropFirst() }
      let word = rest.prefix { isLetterOrDigit($0) }
      let name = String(decoding: word, as: UTF8.self).lowercased()
      // `a < b` and `<name>` are no tags; `<b` with no `>` after it is cut off and shows.
      guard tags.contains(name), let end = rest.firstIndex(of: UInt8(ascii: ">")) else { continue }
      let standsAlone = rest[..<end].last == UInt8(ascii: "/")
      if !standsAlone {
        if balance[name] == nil { order.append(name) }
        balance[name, default: 0] += isClosing ? -1 : 1
      }
      rest = rest[end...]
    }
    // `<p>` may be left open, as in HTML.
    return order.first { balance[$0] != 0 && $0 != "p" }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
