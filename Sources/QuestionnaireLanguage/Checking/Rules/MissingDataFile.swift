import Messages

/// A data file that questions name and that does not come with the questionnaire.
enum MissingDataFile: Rule {
  static let kind = FindingKind(
    "Q0801", .warning,
    meaning: Message(
      es: "Falta un archivo de datos que el cuestionario usa.",
      en: "A data file that the questionnaire uses is missing."),
    remedy: Message(
      es: "Póngalo en la carpeta «NOMBRE-media», junto al cuestionario NOMBRE.xlsx, o a su lado. "
        + "Sin él, lo que lo lee queda vacío.",
      en: "Put it in the folder “NAME-media” beside the questionnaire NAME.xlsx, or next to it. "
        + "Without it, whatever reads it is empty."),
    why: Message(
      es: "Junto a quien encuesta el select no ofrece nada y los cálculos quedan vacíos, "
        + "sin que nadie lo note hasta la revisión.",
      en: "In the field the select offers nothing and calculations are empty, and nobody "
        + "notices before the review."),
    example: .init(
      wrong: """
        survey:
          - {type: select_one_from_file towns.csv, name: town, label: Municipio}
        """,
      right: """
        choices:
          town:
            - {name: acajutla, label: Acajutla}
        survey:
          - {type: select_one town, name: town, label: Municipio}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let uses = context.dataFileUses.filter { context.dataTrees[$0.file] == nil }
    var questions: [String: [String]] = [:]
    for use in uses where questions[use.file]?.contains(use.question) != true {
      questions[use.file, default: []].append(use.question)
    }
    var seen: Set<String> = []
    return uses.filter { seen.insert($0.file).inserted }.map { use in
      let names = listed(questions[use.file] ?? [])
      return kind.finding(
        at: use.place,
        Message(
          es: "Falta el archivo «\(use.file)», que usan \(names.spanish).",
          en: "The file “\(use.file)” is missing; used by \(names.english)."))
    }
  }
}
