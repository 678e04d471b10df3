import Messages

extension DifferenceKind {
  /// About choices and missing codes.
  static let wordsAboutChoices: [DifferenceKind: Words] = [
    .choiceDropped: Words(
      consequence: .loses,
      meaning: Message(
        es: "Opciones que se podían elegir ya no están.",
        en: "Choices that could be chosen are gone."),
      remedy: Message(
        es: "Consérvelas; para no ofrecerlas más, exclúyalas con «choice_filter».",
        en: "Keep them; to stop offering them, leave them out by “choice_filter”.")),
    .choiceLikelyRenamed: Words(
      consequence: .loses,
      meaning: Message(
        es: "Una opción parece tener otro código.", en: "A choice seems to have another code."),
      remedy: Message(
        es: "Conserve el código anterior (columna «name») y cambie solo la etiqueta.",
        en: "Keep the former code (column “name”) and change only the label.")),
    .choicesExchanged: Words(
      consequence: .loses,
      meaning: Message(
        es: "Un código dice ahora lo que antes decía otro: las respuestas cambian de sentido.",
        en: "A code now says what another one said: answers change their meaning."),
      remedy: Message(
        es: "Devuelva a cada código su etiqueta; para otro orden, mueva las filas.",
        en: "Give each code its label back; for another order, move the rows.")),
    .choiceAdded: Words(
      consequence: .harmless,
      meaning: Message(es: "Hay opciones nuevas.", en: "There are new choices."),
      remedy: Message(
        es: "En las entrevistas ya hechas nadie pudo elegirlas: téngalo en cuenta al comparar.",
        en: "Nobody could choose them in interviews already done: mind that when comparing.")),
    .choiceRelabelled: Words(
      consequence: .harmless,
      meaning: Message(
        es: "Cambiaron etiquetas de opciones.", en: "Labels of choices changed."),
      remedy: Message(
        es: "Verifique que cada código siga diciendo lo mismo.",
        en: "Make sure that each code still says the same.")),
    .choiceSourceChanged: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "Las opciones vienen de otro archivo o roster: no se sabe cuáles faltan.",
        en: "The choices come from another file or roster: which are gone is not known."),
      remedy: Message(
        es: "Compare los dos archivos: que no falte ningún código.",
        en: "Compare the two files: no code should be missing.")),
    .choiceFilterChanged: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "Cambió el filtro de opciones: lo ya elegido puede no ofrecerse más.",
        en: "The choice filter changed: what was chosen may not be offered any more."),
      remedy: Message(
        es: "Revise que el filtro nuevo admita lo que el anterior admitía.",
        en: "See that the new filter lets through what the former did.")),
    .missingCodeDropped: Words(
      consequence: .loses,
      meaning: Message(
        es: "Un código de falta de respuesta ya no se admite.",
        en: "A missing code is no longer admitted."),
      remedy: Message(
        es: "Consérvelo en «missing_codes» y en «missing» de la pregunta.",
        en: "Keep it in “missing_codes” and in “missing” of the question.")),
    .missingCodeAdded: Words(
      consequence: .harmless,
      meaning: Message(
        es: "Hay códigos de falta de respuesta nuevos.", en: "There are new missing codes."),
      remedy: Message(
        es: "En las entrevistas ya hechas nadie pudo usarlos.",
        en: "Nobody could use them in interviews already done.")),
  ]
}
