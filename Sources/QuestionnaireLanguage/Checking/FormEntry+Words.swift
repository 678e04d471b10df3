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
