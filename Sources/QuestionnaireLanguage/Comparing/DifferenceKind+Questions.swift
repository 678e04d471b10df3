import Messages

extension DifferenceKind {
  /// About what a question is.
  static let wordsAboutQuestions: [DifferenceKind: Words] = [
    .questionAdded: Words(
      consequence: .harmless,
      meaning: Message(es: "Hay una pregunta nueva.", en: "There is a new question."),
      remedy: Message(
        es: "Las entrevistas ya hechas no la tienen.",
        en: "Interviews already done do not have it.")),
    .requiredQuestionAdded: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "Hay una pregunta nueva y obligatoria: las entrevistas ya hechas no la cumplen.",
        en: "There is a new, required question: interviews already done fall short of it."),
      remedy: Message(
        es: "Quite «required», o cuente con volver a los hogares ya visitados.",
        en: "Remove “required”, or expect to return to the households already visited.")),
    .retypedKeeping: Words(
      consequence: .harmless,
      meaning: Message(
        es: "Cambió el tipo, y toda respuesta sirve en el nuevo.",
        en: "The type changed, and every answer fits the new one."),
      remedy: Message(
        es: "Revise los programas que leen los datos.",
        en: "Look over the programs that read the data.")
    ),
    .retypedLosing: Words(
      consequence: .loses,
      meaning: Message(
        es: "Cambió el tipo, y no toda respuesta sirve en el nuevo.",
        en: "The type changed, and not every answer fits the new one."),
      remedy: Message(
        es: "Conserve el tipo y agregue una pregunta nueva con otro nombre.",
        en: "Keep the type and add a new question under another name.")),
    .textRewritten: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "El texto es casi enteramente otro: ¿sigue siendo la misma pregunta?",
        en: "The text is almost wholly another: is it still the same question?"),
      remedy: Message(
        es: "Si pregunta otra cosa, déle otro nombre; si no, está bien.",
        en: "If it asks something else, give it another name; if not, all is well.")),
    .presentationChanged: Words(
      consequence: .harmless,
      meaning: Message(
        es: "Cambió lo que se ve o se guarda aparte, no lo que se contesta.",
        en: "What is shown or kept aside changed, not what is answered."),
      remedy: nothingToDo),
    .referencePeriodChanged: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "Las respuestas hablan de otro tiempo.", en: "Answers are about another time."),
      remedy: Message(
        es: "No sume las dos versiones; si mide otra cosa, déle otro nombre.",
        en: "Do not add up the two versions; if it measures something else, give it another name.")),
  ]
}
