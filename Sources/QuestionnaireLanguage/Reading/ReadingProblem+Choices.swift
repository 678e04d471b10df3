import Messages

extension ReadingProblem {
  /// The sentences about choices and selects.
  static let wordsAboutChoices: [ReadingProblem: Words] = [
    .missingCodeWithoutName: Words(
      problem: Message(
        es: "Un código de falta de respuesta no tiene nombre.",
        en: "A missing code has no name."),
      remedy: Message(
        es: "Escriba en «name» el código que se guarda, o borre la fila.",
        en: "Write the code to store in “name”, or delete the row.")),
    .missingCodeRepeated: Words(
      problem: Message(
        es: "El código de falta de respuesta “{0}” está repetido.",
        en: "The missing code “{0}” is repeated."),
      remedy: Message(
        es: "Deje uno solo, o cambie el «name» de uno.",
        en: "Leave only one, or change the “name” of one.")),
    .fileExtension: Words(
      problem: Message(
        es: "El archivo “{0}” no es .csv, .xml ni .geojson.",
        en: "The file “{0}” is not .csv, .xml or .geojson."),
      remedy: Message(
        es: "Use un archivo con una de esas extensiones.",
        en: "Use a file with one of those extensions.")),
    .listNamedAsFile: Words(
      problem: Message(
        es: "La lista de opciones “{0}” y el archivo “{1}” comparten el nombre por el que "
          + "las expresiones los leen.",
        en: "The choice list “{0}” and the file “{1}” share the name by which expressions "
          + "read them."),
      remedy: Message(
        es: "Cambie el nombre de la lista o del archivo.",
        en: "Rename the list or the file.")),
    .tableListFilter: Words(
      problem: Message(
        es: "table-list no admite choice_filter.",
        en: "table-list does not take a choice_filter."),
      remedy: Message(
        es: "Quite el filtro o la apariencia.",
        en: "Remove the filter or the appearance.")),
    .tableListsDiffer: Words(
      problem: Message(
        es: "Las preguntas de un table-list usan listas distintas: “{0}” y “{1}”.",
        en: "The questions of a table-list use different lists: “{0}” and “{1}”."),
      remedy: Message(
        es: "Use la misma lista en todas.",
        en: "Use the same list in all.")),
  ]
}
