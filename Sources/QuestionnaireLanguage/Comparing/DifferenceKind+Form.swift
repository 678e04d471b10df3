import Messages

extension DifferenceKind {
  /// About the questionnaire as a whole.
  static let wordsAboutTheForm: [DifferenceKind: Words] = [
    .sameVersion: Words(
      consequence: .loses,
      meaning: Message(
        es: "El contenido cambió y el id y la versión no.",
        en: "The content changed and id and version did not."),
      remedy: Message(
        es: "Dé otra versión: con la misma nadie sabe a qué preguntas responde una entrevista.",
        en: "Give it another version: with the same, nobody can tell what an interview answers.")),
    .otherForm: Words(
      consequence: .orphans,
      meaning: Message(
        es: "El id del cuestionario es otro.", en: "The questionnaire's id is another."),
      remedy: Message(
        es: "Conserve form_id si es el mismo cuestionario; cambie solo la versión.",
        en: "Keep form_id if it is the same questionnaire; change only the version.")),
    .rootRenamed: Words(
      consequence: .orphans,
      meaning: Message(
        es: "El elemento raíz de las rutas es otro.",
        en: "The root element of the paths is another."),
      remedy: Message(
        es: "Vuelva a escribir el nombre anterior («name» en «settings», «root» en YAML).",
        en: "Write the former name again (“name” in “settings”, “root” in YAML).")),
    .settingsChanged: Words(
      consequence: .harmless,
      meaning: Message(
        es: "Cambiaron ajustes que no tocan las respuestas.",
        en: "Settings changed that touch no answer."),
      remedy: nothingToDo),
    .languagesChanged: Words(
      consequence: .harmless,
      meaning: Message(es: "Cambiaron los idiomas.", en: "The languages changed."),
      remedy: Message(
        es: "Si quitó un idioma, verifique que nadie lo use en campo.",
        en: "If you removed a language, make sure that nobody uses it in the field.")),
    .orderChanged: Words(
      consequence: .harmless,
      meaning: Message(
        es: "Cambió el orden de las preguntas.", en: "The order of the questions changed."),
      remedy: Message(
        es: "Las respuestas no cambian; el orden puede influir en lo que la gente contesta.",
        en: "Answers do not change; the order may influence what people answer.")),
  ]
}
