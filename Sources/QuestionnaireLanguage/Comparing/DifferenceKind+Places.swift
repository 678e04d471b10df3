import Messages

extension DifferenceKind {
  /// About where answers are looked for.
  static let wordsAboutPlaces: [DifferenceKind: Words] = [
    .questionDropped: Words(
      consequence: .orphans,
      meaning: Message(es: "La pregunta ya no está.", en: "The question is gone."),
      remedy: Message(
        es: "Para dejar de hacerla sin perderla de vista, consérvela con relevant = false().",
        en: "To stop asking it and keep its answers in sight, leave it with relevant = false().")),
    .containerDropped: Words(
      consequence: .orphans,
      meaning: Message(
        es: "El grupo o roster ya no está, ni sus preguntas.",
        en: "The group or roster is gone, and its questions with it."),
      remedy: Message(
        es: "Para dejar de hacerlo sin perderlo de vista, consérvelo con relevant = false().",
        en: "To stop asking it and keep its answers in sight, leave it with relevant = false().")),
    .questionRenamed: Words(
      consequence: .orphans,
      meaning: Message(
        es: "La pregunta tiene otro nombre (el mismo concepto).",
        en: "The question has another name (the same concept)."),
      remedy: Message(
        es: "Conserve el nombre anterior: solo se lee en los datos.",
        en: "Keep the former name: it is only read in the data.")),
    .questionLikelyRenamed: Words(
      consequence: .orphans,
      meaning: Message(
        es: "La pregunta parece tener otro nombre.", en: "The question seems to be renamed."),
      remedy: Message(
        es: "Conserve el nombre anterior, o dé a las dos el mismo «concept» si cambiarlo es "
          + "necesario.",
        en: "Keep the former name, or give both the same “concept” if it must change.")),
    .containerRenamed: Words(
      consequence: .orphans,
      meaning: Message(
        es: "El grupo o roster parece tener otro nombre: cambia la ruta de cuanto contiene.",
        en: "The group or roster seems to be renamed: the path of all inside it changes."),
      remedy: Message(
        es: "Conserve el nombre anterior: nadie lo ve en la entrevista.",
        en: "Keep the former name: nobody sees it in the interview.")),
    .moved: Words(
      consequence: .orphans,
      meaning: Message(
        es: "La pregunta pasó a otro grupo: cambia la ruta de sus respuestas.",
        en: "The question moved to another group: the path of its answers changes."),
      remedy: Message(
        es: "Déjela en su grupo; para mostrarla en otro sitio mueva el grupo entero.",
        en: "Leave it in its group; to show it elsewhere, move the whole group.")),
    .rosterBoundaryCrossed: Words(
      consequence: .loses,
      meaning: Message(
        es: "La pregunta entró en un roster o salió de él: una respuesta donde había varias, o al "
          + "revés.",
        en: "The question entered or left a roster: one answer where there were several, or the "
          + "reverse."),
      remedy: Message(
        es: "Déjela donde estaba y agregue una pregunta nueva con otro nombre.",
        en: "Leave it where it was and add a new question under another name.")),
    .pathReused: Words(
      consequence: .loses,
      meaning: Message(
        es: "Otra pregunta tomó el nombre y el lugar de una anterior: sus respuestas se leerían "
          + "como de la nueva.",
        en: "Another question took the name and place of a former one: its answers would be read "
          + "as the new one's."),
      remedy: Message(
        es: "Dé a la pregunta nueva un nombre que nunca se usó.",
        en: "Give the new question a name that was never used.")),
  ]
}
