import Messages

extension ReadingProblem {
  /// The sentences about headers, rows, names and groups.
  static let wordsAboutRows: [ReadingProblem: Words] = [
    .idFromFileName: Words(
      problem: Message(
        es: "Falta la clave “id”: hace sus veces el nombre del archivo, “{0}”.",
        en: "The key “id” is missing: the file's name, “{0}”, stands for it."),
      remedy: Message(
        es: "Escriba “id: {0}”: con otro nombre el archivo sería otro cuestionario.",
        en: "Write “id: {0}”: under another name the file would be another questionnaire.")),
    .languageNotListed: Words(
      problem: Message(
        es: "El idioma “{0}” no está en “languages”.",
        en: "The language “{0}” is not in “languages”."),
      remedy: Message(
        es: "Corrija la clave, o añádalo. Idiomas que hay: {1}.",
        en: "Correct the key, or add it. Languages there are: {1}.")),
    .duplicateHeader: Words(
      problem: Message(
        es: "El encabezado “{0}” está dos veces.",
        en: "The header “{0}” is there twice."),
      remedy: Message(
        es: "Borre o renombre una de las dos columnas.",
        en: "Remove or rename one of the two columns.")),
    .headersForOneColumn: Words(
      problem: Message(
        es: "“{0}” y “{1}” son nombres de la misma columna.",
        en: "“{0}” and “{1}” are names of the same column."),
      remedy: Message(
        es: "Borre o renombre una de las dos.",
        en: "Remove or rename one of them.")),
    .severalLanguages: Words(
      problem: Message(
        es: "El encabezado “{0}” nombra más que un texto y su idioma.",
        en: "The header “{0}” names more than a text and its language."),
      remedy: Message(
        es: "Sepárelo en dos columnas, o deje un solo “::”.",
        en: "Split it into two columns, or leave only one “::”.")),
    .unknownMediaKind: Words(
      problem: Message(
        es: "“{0}” no es un tipo de medio.",
        en: "“{0}” is not a kind of media."),
      remedy: Message(
        es: "Use image, big-image, audio o video.",
        en: "Use image, big-image, audio or video.")),
    .sheetNameMisspelt: Words(
      problem: Message(
        es: "¿Es la hoja “{0}” la hoja “{1}”?",
        en: "Is the sheet “{0}” meant to be “{1}”?"),
      remedy: Message(
        es: "Renómbrela; o ponga un guion bajo delante de su nombre si no es parte del "
          + "cuestionario.",
        en: "Rename it; or put an underscore before its name if it is no part of the "
          + "questionnaire.")),
    .choiceColumnDropped: Words(
      problem: Message(
        es: "La columna de opciones “{0}” se conserva, pero ninguna expresión la alcanza: su "
          + "encabezado tiene espacios.",
        en: "The choices column “{0}” is kept, but no expression reaches it: its header has "
          + "spaces."),
      remedy: Message(
        es: "Use guiones bajos en lugar de espacios.",
        en: "Use underscores instead of spaces.")),
    .rowSkipped: Words(
      problem: Message(
        es: "Fila sin tipo, nombre ni texto: se toma como comentario.",
        en: "A row without type, name or text: taken as a comment."),
      remedy: Message(
        es: "Borre la fila si no hace falta.",
        en: "Remove the row if it is not needed.")),
    .rowDisabled: Words(
      problem: Message(
        es: "La columna “disabled” deja fuera esta fila.",
        en: "The column “disabled” leaves this row out."),
      remedy: Message(
        es: "Use “relevant” con la expresión false() para conservar la pregunta sin mostrarla.",
        en: "Use “relevant” with the expression false() to keep the question without showing it.")),
    .noType: Words(
      problem: Message(
        es: "La fila no tiene tipo.",
        en: "The row has no type."),
      remedy: Message(
        es: "Escriba en “type” el tipo de pregunta, por ejemplo text o integer.",
        en: "Write the question's type in “type”, for example text or integer.")),
    .invalidName: Words(
      problem: Message(
        es: "“{0}” no sirve como nombre.",
        en: "“{0}” cannot be a name."),
      remedy: Message(
        es: "Empiece con una letra o _; siga con letras, cifras, _, - o punto, sin espacios.",
        en: "Start with a letter or _; go on with letters, digits, _, - or a period, "
          + "without spaces.")),
    .unmatchedEnd: Words(
      problem: Message(
        es: "“end {0}” no cierra nada que esté abierto.",
        en: "“end {0}” closes nothing that is open."),
      remedy: Message(
        es: "Bórrelo, o ponga su “begin {0}” antes.",
        en: "Remove it, or put its “begin {0}” before.")),
    .notClosed: Words(
      problem: Message(
        es: "“begin {0}” de “{1}” no se cierra.",
        en: "“begin {0}” of “{1}” is not closed."),
      remedy: Message(
        es: "Añada “end {0}” después de su última pregunta.",
        en: "Add “end {0}” after its last question.")),
    .tooDeep: Words(
      problem: Message(
        es: "Hay más de {0} grupos uno dentro de otro.",
        en: "There are more than {0} groups within each other."),
      remedy: Message(
        es: "Reduzca los niveles.",
        en: "Reduce the levels.")),
    .bigImageAlone: Words(
      problem: Message(
        es: "“{0}” tiene big-image sin image.",
        en: "“{0}” has a big-image without an image."),
      remedy: Message(
        es: "Añada también “image”.",
        en: "Add “image” as well.")),
    .auditNamed: Words(
      problem: Message(
        es: "La fila audit no puede llamarse “{0}”.",
        en: "The audit row cannot be called “{0}”."),
      remedy: Message(
        es: "Deje su nombre en blanco.",
        en: "Leave its name blank.")),
    .generatedName: Words(
      problem: Message(
        es: "La nota no tiene nombre; se llama “{0}”.",
        en: "The note has no name; it is called “{0}”."),
      remedy: Message(
        es: "Escriba un nombre: el generado cambia con la fila.",
        en: "Write a name: the generated one changes with the row.")),
    .loopWithoutList: Words(
      problem: Message(
        es: "El bucle “{0}” no nombra una lista de opciones que exista.",
        en: "The loop “{0}” names no choice list that exists."),
      remedy: Message(
        es: "Escriba “begin loop over lista”.",
        en: "Write “begin loop over list”.")),
    .backgroundGeopointTrigger: Words(
      problem: Message(
        es: "background-geopoint necesita la columna “trigger”.",
        en: "background-geopoint needs the column “trigger”."),
      remedy: Message(
        es: "Escriba qué pregunta lo dispara, por ejemplo ${edad}.",
        en: "Write which question triggers it, for example ${age}.")),
    .backgroundGeopointCalculation: Words(
      problem: Message(
        es: "background-geopoint no admite cálculo.",
        en: "background-geopoint takes no calculation."),
      remedy: Message(
        es: "Deje en blanco la columna “calculation”.",
        en: "Leave the column “calculation” blank.")),
  ]
}
