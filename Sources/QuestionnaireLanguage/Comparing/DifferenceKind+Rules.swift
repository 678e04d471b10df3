import Messages

extension DifferenceKind {
  /// About conditions and calculations.
  static let wordsAboutRules: [DifferenceKind: Words] = [
    .constraintTightened: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "La restricción admite menos que antes.",
        en: "The constraint admits less than before."),
      remedy: Message(
        es: "Si la regla es una sospecha y no un imposible, póngala en «soft_check».",
        en: "If the rule is a suspicion and no impossibility, put it in “soft_check”.")),
    .constraintChanged: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "Cambió la restricción: respuestas admitidas pueden no pasar.",
        en: "The constraint changed: answers that passed may not pass."),
      remedy: Message(
        es: "Compare las dos con los datos que ya tiene.",
        en: "Try both on the data you already have.")),
    .constraintLoosened: Words(
      consequence: .harmless,
      meaning: Message(
        es: "La restricción admite todo lo que admitía, o más.",
        en: "The constraint admits all that it did, or more."),
      remedy: nothingToDo),
    .requiredAdded: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "Es obligatoria ahora, o bajo otra condición: lo que quedó en blanco puede faltar.",
        en: "It is required now, or under another condition: what was left blank may be missing."),
      remedy: Message(
        es: "Quite «required», o ofrezca un código de falta de respuesta.",
        en: "Remove “required”, or offer a missing code.")),
    .relevanceChanged: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "Cambió cuándo se pregunta: respuestas dadas pueden quedar aparte y fuera de la "
          + "exportación.",
        en: "When it is asked changed: answers given may be kept aside and left out of the "
          + "export."),
      remedy: Message(
        es: "Revise que la condición nueva incluya a quienes ya contestaron.",
        en: "See that the new condition holds for those who already answered.")),
    .calculationChanged: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "Cambió el cálculo: su valor se calcula de nuevo.",
        en: "The calculation changed: its value is computed anew."),
      remedy: Message(
        es: "Si el resultado significa otra cosa, déle otro nombre.",
        en: "If the result means something else, give it another name.")),
    .repeatCountChanged: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "Cambió cuántas filas tiene el roster: filas llenas pueden quedar aparte.",
        en: "How many rows the roster has changed: filled rows may be kept aside."),
      remedy: Message(
        es: "Revise que la cuenta nueva no sea menor que la anterior.",
        en: "See that the new count is not below the former one.")),
    .softCheckChanged: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "Hay verificaciones suaves nuevas o distintas: respuestas dadas pueden pedir un "
          + "comentario.",
        en: "There are new or other soft checks: answers given may ask for a comment."),
      remedy: Message(
        es: "Cuente con que se vuelvan a ver las entrevistas en curso.",
        en: "Expect interviews in progress to be looked at again.")),
    .scaleChanged: Words(
      consequence: .rejudges,
      meaning: Message(
        es: "La escala empieza, termina o salta de otro modo.",
        en: "The scale starts, ends or steps otherwise."),
      remedy: Message(
        es: "Conserve los pasos anteriores dentro de la escala nueva.",
        en: "Keep the former steps inside the new scale.")),
    .conditionLifted: Words(
      consequence: .harmless,
      meaning: Message(
        es: "Se quitó una condición o una obligación.",
        en: "A condition or an obligation was lifted."),
      remedy: nothingToDo),
  ]
}
