import Messages

extension FormEntry {
  /// What a reader calls such an item.
  var kindWord: Message {
    switch item.kind {
    case .question: Message(es: "La pregunta", en: "The question")
    case .group: Message(es: "El grupo", en: "The group")
    case .roster: Message(es: "El roster", en: "The roster")
    }
  }
}

extension CheckContext {
  /// The children of the questionnaire and of each group and roster: where names must differ.
  var sections: [[Int]] {
    [topLevel] + entries.filter { !$0.children.isEmpty }.map(\.children)
  }
}

/// A short list for a sentence: the first few, then how many more.
func listed(_ names: [String], limit: Int = 6) -> Message {
  let quoted = (names.prefix(limit).map { "«\($0)»" }, names.prefix(limit).map { "“\($0)”" })
  let more = names.count - limit
  return Message(
    es: quoted.0.joined(separator: ", ") + (more > 0 ? " y \(more) más" : ""),
    en: quoted.1.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
}
