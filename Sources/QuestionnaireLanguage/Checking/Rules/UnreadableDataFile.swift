import Messages

/// A data file that cannot be read as what its name says.
enum UnreadableDataFile: Rule {
  static let kind = FindingKind(
    "Q0802", .error,
    meaning: Message(
      es: "Un archivo de datos no se puede leer.", en: "A data file cannot be read."),
    remedy: Message(
      es: "Corrija el archivo en la línea que se indica; debe ser CSV, GeoJSON o XML en UTF-8.",
      en: "Mend the file at the line named; it must be CSV, GeoJSON or XML in UTF-8."))

  static func check(_ context: CheckContext) -> [Finding] {
    var seen: Set<String> = []
    return context.questionnaire.dataFileUses.compactMap { use in
      guard case .failure(let error)? = context.dataTrees[use.file],
        seen.insert(use.file).inserted
      else { return nil }
      return kind.finding(at: use.place, error.message)
    }
  }
}
