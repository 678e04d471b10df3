import Messages
import QuestionnaireLanguage

/// What is said where a roster is no longer what it was when somebody was drawn from it.
enum DrawMessages {
  static func listChanged(_ record: DrawRecord, _ draw: Draw) -> Message {
    Message(
      es: "La lista cambió después del sorteo: se sorteó entre \(record.eligible) personas y ahora "
        + "son \(draw.eligible). El sorteo no se repite; explique el cambio en un comentario.",
      en: "The list changed after the draw: \(record.eligible) people could be drawn then and "
        + "\(draw.eligible) can now. The draw is not repeated; explain the change in a comment.")
  }

  static func identityChanged(_ record: DrawRecord) -> Message {
    Message(
      es: "Se cambió lo que identifica a la persona sorteada (fila \(record.position)). El sorteo "
        + "no se repite; si corrigió un error, explíquelo en un comentario.",
      en: "What identifies the person drawn (row \(record.position)) was changed. The draw is not "
        + "repeated; if it was a mistake that you corrected, say so in a comment.")
  }

  static func drawnIsGone(_ record: DrawRecord) -> Message {
    Message(
      es: "La persona sorteada (fila \(record.position) entre \(record.eligible)) ya no está en la "
        + "lista. El sorteo no se repite: vuelva a anotarla como estaba.",
      en: "The person drawn (row \(record.position), out of \(record.eligible)) is no longer in "
        + "the list. The draw is not repeated: list that person again as before.")
  }
}
