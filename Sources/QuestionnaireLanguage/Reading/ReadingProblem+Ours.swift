import Messages

extension ReadingProblem {
  /// The sentences about what our questionnaires say beyond XLSForm.
  static let wordsAboutOurs: [ReadingProblem: Words] = [
    .conceptNotAnID: Words(
      problem: Message(
        es: "“{0}” no es el id de un concepto; se conserva sin usarlo.",
        en: "“{0}” is not the id of a concept; it is kept without being used."),
      remedy: Message(
        es: "Escriba la clasificación y su código, por ejemplo iccs:0601 o sdg:16.1.3.",
        en: "Write the classification and its code, for example iccs:0601 or sdg:16.1.3.")),
    .referencePeriodNotISO: Words(
      problem: Message(
        es: "“{0}” no es un período de referencia; se conserva sin usarlo.",
        en: "“{0}” is not a reference period; it is kept without being used."),
      remedy: Message(
        es: "Escriba P12M (los últimos 12 meses) o 2025-01-01/2025-12-31.",
        en: "Write P12M (the last 12 months) or 2025-01-01/2025-12-31.")),
    .unknownSensitivity: Words(
      problem: Message(
        es: "“{0}” no es una marca de sensibilidad.",
        en: "“{0}” is not a mark of sensitivity."),
      remedy: Message(
        es: "Escriba none, personal (identifica a alguien) o sensitive (lo pone en peligro).",
        en: "Write none, personal (identifies somebody) or sensitive (puts them in danger).")),
    .sealedNotTruth: Words(
      problem: Message(
        es: "En “sealed” va yes o no, no “{0}”.",
        en: "“sealed” takes yes or no, not “{0}”."),
      remedy: Message(
        es: "Escriba yes en la fila que abre el grupo, o deje la celda en blanco.",
        en: "Write yes in the row that opens the group, or leave the cell blank.")),
    .sealedQuestion: Words(
      problem: Message(
        es: "“{0}” es una pregunta: solo un grupo se puede sellar.",
        en: "“{0}” is a question: only a group can be sealed."),
      remedy: Message(
        es: "Póngala en un grupo con sealed: yes.",
        en: "Put it in a group with sealed: yes.")),
    .conceptOfNoChoice: Words(
      problem: Message(
        es: "La lista “{0}” no tiene la opción “{1}” de esta fila.",
        en: "The list “{0}” has no choice “{1}” for this row."),
      remedy: Message(
        es: "Corrija “list_name” o “name”.",
        en: "Correct “list_name” or “name”.")),
    .conceptOfChoice: Words(
      problem: Message(
        es: "“{0}” no es el id de un concepto.",
        en: "“{0}” is not the id of a concept."),
      remedy: Message(
        es: "Escriba la clasificación y su código, por ejemplo iccs:0601.",
        en: "Write the classification and its code, for example iccs:0601.")),
    .crossCheckColumn: Words(
      problem: Message(
        es: "La hoja “cross_checks” no tiene la columna “{0}”.",
        en: "The sheet “cross_checks” has no column “{0}”."),
      remedy: Message(
        es: "Columnas posibles: name, form, match, condition, message.",
        en: "Possible columns: name, form, match, condition, message.")),
    .crossCheckIncomplete: Words(
      problem: Message(
        es: "A la comprobación entre cuestionarios le falta “{0}”.",
        en: "The cross-form check lacks “{0}”."),
      remedy: Message(
        es: "Escriba name, form, match y condition.",
        en: "Write name, form, match and condition.")),
    .crossCheckMatch: Words(
      problem: Message(
        es: "“{0}” no dice qué respuestas de los dos cuestionarios van juntas.",
        en: "“{0}” does not say which responses of the two forms belong together."),
      remedy: Message(
        es: "Escriba pares pregunta=pregunta_del_otro, separados por espacios.",
        en: "Write pairs question=question_of_the_other, separated by spaces.")),
  ]
}
