import Messages

extension ReadingProblem {
  /// The sentences about files and their containers.
  static let wordsAboutFile: [ReadingProblem: Words] = [
    .unknownFormat: Words(
      problem: Message(
        es: "“{0}” no es un formato de cuestionario que Campo lea.",
        en: "“{0}” is not a questionnaire format that Campo reads."),
      remedy: Message(
        es: "Use un archivo .xlsx, .xls, .csv, .md, .yaml o .yml.",
        en: "Use an .xlsx, .xls, .csv, .md, .yaml or .yml file.")),
    .fileTooLarge: Words(
      problem: Message(
        es: "El archivo tiene {0} bytes; el máximo es {1}.",
        en: "The file has {0} bytes; the most is {1}."),
      remedy: Message(
        es: "Quite hojas e imágenes que el cuestionario no usa.",
        en: "Remove sheets and images that the questionnaire does not use.")),
    .notAWorkbook: Words(
      problem: Message(
        es: "El archivo no es un libro .xlsx ni .xls.",
        en: "The file is not an .xlsx or .xls workbook."),
      remedy: Message(
        es: "Ábralo en la hoja de cálculo y guárdelo como .xlsx.",
        en: "Open it in the spreadsheet program and save it as .xlsx.")),
    .truncatedWorkbook: Words(
      problem: Message(
        es: "El libro está cortado o dañado.",
        en: "The workbook is cut short or damaged."),
      remedy: Message(
        es: "Cópielo o descárguelo de nuevo.",
        en: "Copy or download it again.")),
    .damagedPart: Words(
      problem: Message(
        es: "La parte “{0}” del libro está dañada.",
        en: "The workbook's part “{0}” is damaged."),
      remedy: Message(
        es: "Cópielo o descárguelo de nuevo, o guárdelo otra vez desde la hoja de cálculo.",
        en: "Copy or download it again, or save it anew from the spreadsheet program.")),
    .missingPart: Words(
      problem: Message(
        es: "Al libro le falta la parte “{0}”.",
        en: "The workbook lacks its part “{0}”."),
      remedy: Message(
        es: "Guárdelo otra vez como .xlsx desde la hoja de cálculo.",
        en: "Save it again as .xlsx from the spreadsheet program.")),
    .zipBomb: Words(
      problem: Message(
        es: "La parte “{0}” ocupa {1} bytes al descomprimirse: demasiado para un cuestionario.",
        en: "The part “{0}” takes {1} bytes once uncompressed: too much for a questionnaire."),
      remedy: Message(
        es: "Si el libro es suyo, copie las hojas a un libro nuevo; si no, no lo abra.",
        en: "If the workbook is yours, copy its sheets to a new one; if not, do not open it.")),
    .documentType: Words(
      problem: Message(
        es: "La parte “{0}” declara un tipo de documento o entidades, que Campo no admite.",
        en: "The part “{0}” declares a document type or entities, which Campo does not accept."),
      remedy: Message(
        es: "Guárdelo otra vez desde la hoja de cálculo.",
        en: "Save it again from the spreadsheet program.")),
    .tooManyCells: Words(
      problem: Message(
        es: "“{0}” tiene demasiadas filas o celdas.",
        en: "“{0}” has too many rows or cells."),
      remedy: Message(
        es: "Lleve las listas largas a un archivo CSV y use select_one_from_file.",
        en: "Move long lists to a CSV file and use select_one_from_file.")),
    .damagedSheet: Words(
      problem: Message(
        es: "La hoja “{0}” está dañada en la fila {1}.",
        en: "The sheet “{0}” is damaged at row {1}."),
      remedy: Message(
        es: "Guárdelo otra vez desde la hoja de cálculo.",
        en: "Save it again from the spreadsheet program.")),
    .unknownSharedString: Words(
      problem: Message(
        es: "La celda se refiere al texto compartido {0}, que no existe.",
        en: "The cell refers to shared text {0}, which does not exist."),
      remedy: Message(
        es: "Guárdelo otra vez desde la hoja de cálculo.",
        en: "Save it again from the spreadsheet program.")),
    .noSurveySheet: Words(
      problem: Message(
        es: "El libro no tiene una hoja “survey”.",
        en: "The workbook has no sheet “survey”."),
      remedy: Message(
        es: "Dé ese nombre a la hoja de las preguntas. Hojas que hay: {0}.",
        en: "Give that name to the sheet of questions. Sheets there are: {0}.")),
    .noTypeColumn: Words(
      problem: Message(
        es: "La hoja “survey” no tiene columna “type”.",
        en: "The sheet “survey” has no column “type”."),
      remedy: Message(
        es: "Escriba los encabezados type, name y label en la primera fila.",
        en: "Write the headers type, name and label in the first row.")),
    .encryptedWorkbook: Words(
      problem: Message(
        es: "El libro está protegido con contraseña.",
        en: "The workbook is protected by a password."),
      remedy: Message(
        es: "Ábralo en la hoja de cálculo y guárdelo sin contraseña.",
        en: "Open it in the spreadsheet program and save it without a password.")),
    .oldWorkbook: Words(
      problem: Message(
        es: "El libro .xls es de una versión anterior a Excel 95, o está dañado.",
        en: "The .xls workbook is of a version before Excel 95, or damaged."),
      remedy: Message(
        es: "Ábralo en la hoja de cálculo y guárdelo como .xlsx.",
        en: "Open it in the spreadsheet program and save it as .xlsx.")),
    .oldEncoding: Words(
      problem: Message(
        es: "Los textos del libro .xls usan la codificación {0}, que Campo no lee.",
        en: "The texts of the .xls workbook use encoding {0}, which Campo does not read."),
      remedy: Message(
        es: "Ábralo en la hoja de cálculo y guárdelo como .xlsx.",
        en: "Open it in the spreadsheet program and save it as .xlsx.")),
    .sheetTwice: Words(
      problem: Message(
        es: "La hoja “{0}” empieza dos veces.",
        en: "The sheet “{0}” starts twice."),
      remedy: Message(
        es: "Junte sus filas bajo un solo encabezado.",
        en: "Put its rows together under one header.")),
    .csvSyntax: Words(
      problem: Message(
        es: "El CSV está mal escrito, o tiene demasiadas columnas.",
        en: "The CSV is malformed, or has too many columns."),
      remedy: Message(
        es: "Revise las comillas de esta línea y de las anteriores.",
        en: "Check the quotes of this line and the ones before.")),
    .notUTF8: Words(
      problem: Message(
        es: "El archivo no es texto UTF-8.",
        en: "The file is not UTF-8 text."),
      remedy: Message(
        es: "Guárdelo con codificación UTF-8.",
        en: "Save it with UTF-8 encoding.")),
    .yamlSyntax: Words(
      problem: Message(
        es: "YAML mal escrito: {0}.",
        en: "Malformed YAML: {0}."),
      remedy: Message(
        es: "Revise la sangría y las comillas de esta línea y de la anterior.",
        en: "Check the indentation and quotes of this line and the one before.")),
    .yamlBomb: Words(
      problem: Message(
        es: "El documento YAML crece demasiado al resolver sus alias, o es demasiado "
          + "grande o profundo.",
        en: "The YAML document grows too much once its aliases are resolved, or is too "
          + "large or deep."),
      remedy: Message(
        es: "Escriba los textos sin alias (*nombre).",
        en: "Write the texts out without aliases (*name).")),
    .yamlShape: Words(
      problem: Message(
        es: "“{0}” debe ser {1}.",
        en: "“{0}” must be {2}."),
      remedy: Message(
        es: "Compare con el ejemplo de Docs/QuestionnaireLanguage.md.",
        en: "Compare with the example in Docs/QuestionnaireLanguage.md.")),
    .yamlUnknownKey: Words(
      problem: Message(
        es: "La clave “{0}” no existe aquí.",
        en: "The key “{0}” does not exist here."),
      remedy: Message(
        es: "Claves posibles: {1}. Las columnas de XLSForm que solo se conservan van en "
          + "“columns”.",
        en: "Possible keys: {1}. XLSForm columns that are only kept go under “columns”.")),
    .yamlMisspeltKey: Words(
      problem: Message(
        es: "La clave “{0}” no existe aquí.",
        en: "The key “{0}” does not exist here."),
      remedy: Message(
        es: "¿Quiso decir “{1}”? Claves posibles: {2}.",
        en: "Did you mean “{1}”? Possible keys: {2}.")),
    .yamlDuplicateKey: Words(
      problem: Message(
        es: "La clave “{0}” está repetida.",
        en: "The key “{0}” is repeated."),
      remedy: Message(
        es: "Deje una sola.",
        en: "Leave only one.")),
    .yamlMissingKey: Words(
      problem: Message(
        es: "Falta la clave “{0}”.",
        en: "The key “{0}” is missing."),
      remedy: Message(
        es: "Añádala.",
        en: "Add it.")),
  ]
}
