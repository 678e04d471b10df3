import Messages

extension ReadingProblem {
  /// The sentences about choices and selects.
  static let wordsAboutChoices: [ReadingProblem: Words] = [
    .choiceWithoutName: Words(
      problem: Message(
        es: "La opción no tiene nombre.",
        en: "The choice has no name."),
      remedy: Message(
        es: "Escríbalo en la columna “name”: es lo que se guarda.",
        en: "Write it in the column “name”: it is what is stored.")),
    .choiceWithoutLabel: Words(
      problem: Message(
        es: "La opción “{0}” no tiene etiqueta.",
        en: "The choice “{0}” has no label."),
      remedy: Message(
        es: "Escriba en “label” lo que se lee.",
        en: "Write what is read in “label”.")),
    .choiceNameTaken: Words(
      problem: Message(
        es: "La lista “{1}” ya tiene la opción “{0}”.",
        en: "The list “{1}” already has the choice “{0}”."),
      remedy: Message(
        es: "Cambie un nombre; si es a propósito, ponga allow_choice_duplicates en “settings”.",
        en: "Change one name; if it is on purpose, set allow_choice_duplicates in “settings”.")),
    .noChoicesSheet: Words(
      problem: Message(
        es: "Falta la hoja “choices”.",
        en: "The sheet “choices” is missing."),
      remedy: Message(
        es: "Añádala con las columnas list_name, name y label.",
        en: "Add it with the columns list_name, name and label.")),
    .unknownList: Words(
      problem: Message(
        es: "No existe la lista de opciones “{0}”.",
        en: "There is no choice list “{0}”."),
      remedy: Message(
        es: "Corrija su nombre o añádala a “choices”.",
        en: "Correct its name or add it to “choices”.")),
    .noExternalChoicesSheet: Words(
      problem: Message(
        es: "Falta la hoja “external_choices”.",
        en: "The sheet “external_choices” is missing."),
      remedy: Message(
        es: "Añádala con las columnas list_name y name.",
        en: "Add it with the columns list_name and name.")),
    .unknownExternalList: Words(
      problem: Message(
        es: "No existe la lista externa “{0}”.",
        en: "There is no external list “{0}”."),
      remedy: Message(
        es: "Corrija su nombre o añádala a “external_choices”.",
        en: "Correct its name or add it to “external_choices”.")),
    .fileExtension: Words(
      problem: Message(
        es: "El archivo “{0}” no es .csv, .xml ni .geojson.",
        en: "The file “{0}” is not .csv, .xml or .geojson."),
      remedy: Message(
        es: "Use un archivo con una de esas extensiones.",
        en: "Use a file with one of those extensions.")),
    .spaceInChoiceName: Words(
      problem: Message(
        es: "La opción “{0}” de la lista “{1}” tiene espacios y la lista es de respuesta "
          + "múltiple.",
        en: "The choice “{0}” of the list “{1}” has spaces and the list is multiple choice."),
      remedy: Message(
        es: "Use un nombre sin espacios.",
        en: "Use a name without spaces.")),
    .otherWithFilter: Words(
      problem: Message(
        es: "or_other no admite choice_filter.",
        en: "or_other does not take a choice_filter."),
      remedy: Message(
        es: "Escriba la opción “other” y su pregunta de texto.",
        en: "Write the choice “other” and its text question.")),
    .otherWithoutChoices: Words(
      problem: Message(
        es: "or_other necesita una lista con opciones.",
        en: "or_other needs a list with choices."),
      remedy: Message(
        es: "Añada las opciones a “choices”.",
        en: "Add the choices to “choices”.")),
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
