import Messages

/// A data file that cannot be read as what its name says.
enum UnreadableDataFile: Rule {
  static let kind = FindingKind(
    "Q0802", .error,
    meaning: Message(
      es: "Un archivo de datos no se puede leer.", en: "A data file cannot be read."),
    remedy: Message(
      es: "Corrija el archivo en la línea que se indica; debe ser CSV, GeoJSON o XML en UTF-8.",
      en: "Mend the file at the line named; it must be CSV, GeoJSON or XML in UTF-8."),
    why: Message(
      es: "Un archivo que no se entiende entero no se usa a medias: podrían faltar filas "
        + "justo donde se preguntará.",
      en: "A file that is not understood whole is not used in part: rows might be missing "
        + "just where somebody will ask."),
    example: .init(
      wrong: """
        # towns.csv: name,label ⏎ "acajutla,Acajutla
        survey:
          - {type: select_one_from_file towns.csv, name: town, label: Municipio}
        """,
      right: """
        # towns.csv: name,label ⏎ "acajutla","Acajutla"
        survey:
          - {type: select_one_from_file towns.csv, name: town, label: Municipio}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var seen: Set<String> = []
    return context.dataFileUses.compactMap { use in
      guard case .failure(let error)? = context.dataTrees[use.file],
        seen.insert(use.file).inserted
      else { return nil }
      return kind.finding(at: use.place, error.message)
    }
  }
}
