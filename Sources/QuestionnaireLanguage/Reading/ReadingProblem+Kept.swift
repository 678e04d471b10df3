import Messages

extension ReadingProblem {
  /// The sentences about what is kept without being executed, and about what is not read.
  static let wordsAboutKept: [ReadingProblem: Words] = [
    .keptType: Words(
      problem: Message(
        es: "Tipos que se conservan, y que Campo ni pregunta ni registra: {0}.",
        en: "Types that are kept, and that Campo neither asks nor records: {0}."),
      remedy: Message(
        es: "Use otro tipo si la respuesta hace falta.",
        en: "Use another type if the answer is needed.")),
    .columnsKept: Words(
      problem: Message(
        es: "Columnas que se conservan, y con las que Campo no hace nada: {0}.",
        en: "Columns that are kept, and that Campo does nothing with: {0}."),
      remedy: Message(
        es: "Si alguna es una columna de XLSForm mal escrita, corrija su encabezado.",
        en: "If one is a misspelt column of XLSForm, correct its header.")),
    .appearancesKept: Words(
      problem: Message(
        es: "Apariencias que se entregan al programa del dispositivo sin conocerlas: {0}.",
        en: "Appearances that are handed to the device's program without knowing them: {0}."),
      remedy: Message(
        es: "Compruebe que su programa las entienda, o corrija “appearance”.",
        en: "See that your program understands them, or correct “appearance”.")),
    .searchNotRun: Words(
      problem: Message(
        es: "Campo no ejecuta search(): muestra las opciones de la hoja. Preguntas: {0}.",
        en: "Campo does not run search(): it shows the choices of the sheet. Questions: {0}."),
      remedy: Message(
        es: "Use select_one_from_file con el mismo archivo, y choice_filter.",
        en: "Use select_one_from_file with the same file, and choice_filter.")),
    .settingsKept: Words(
      problem: Message(
        es: "Ajustes que se conservan, y con los que Campo no hace nada: {0}.",
        en: "Settings that are kept, and that Campo does nothing with: {0}."),
      remedy: Message(
        es: "Si alguno es un ajuste mal escrito, corrija su encabezado.",
        en: "If one is a misspelt setting, correct its header.")),
    .entitiesKept: Words(
      problem: Message(
        es: "Las entidades (“{0}”) se conservan; Campo no las crea ni las actualiza.",
        en: "The entities (“{0}”) are kept; Campo does not create or update them."),
      remedy: Message(
        es: "Las respuestas de “save_to” quedan en el registro de la entrevista.",
        en: "The answers of “save_to” stay in the interview's record.")),
    .sheetNotRead: Words(
      problem: Message(
        es: "Hojas que no se leen ni se conservan: {0}.",
        en: "Sheets that are neither read nor kept: {0}."),
      remedy: Message(
        es: "Conserve el libro original si las necesita.",
        en: "Keep the original workbook if you need them.")),
    .columnWithoutHeader: Words(
      problem: Message(
        es: "Columnas con texto y sin encabezado, que no se leen: {0}.",
        en: "Columns with text and without a header, which are not read: {0}."),
      remedy: Message(
        es: "Escriba su encabezado en la primera fila, o borre el texto.",
        en: "Write their header in the first row, or delete the text.")),
    .rowsAfterGap: Words(
      problem: Message(
        es: "Lo que hay desde esta fila no se lee: hay más de 60 filas vacías antes.",
        en: "What stands from this row on is not read: more than 60 empty rows come before."),
      remedy: Message(
        es: "Borre las filas vacías si esta parte pertenece al cuestionario.",
        en: "Delete the empty rows if this part belongs to the questionnaire.")),
    .choicesWithoutList: Words(
      problem: Message(
        es: "Filas de opciones sin list_name, que no se leen: {0}.",
        en: "Rows of choices without list_name, which are not read: {0}."),
      remedy: Message(
        es: "Escriba su lista, o borre las filas.",
        en: "Write their list, or delete the rows.")),
    .settingsRows: Words(
      problem: Message(
        es: "De los ajustes solo se lee la primera fila de valores.",
        en: "Of the settings only the first row of values is read."),
      remedy: Message(
        es: "Borre las demás filas.",
        en: "Delete the other rows.")),
  ]
}
