import Messages

/// A column that a select, its filter or `pulldata` reads, and that its file does not have.
enum UnknownDataColumn: Rule {
  static let kind = FindingKind(
    "Q0803", .warning,
    meaning: Message(
      es: "El archivo de datos no tiene una columna que se usa.",
      en: "The data file does not have a column that is used."),
    remedy: Message(
      es: "Corrija el nombre de la columna en el cuestionario o en el archivo.",
      en: "Correct the column's name in the questionnaire or in the file."),
    why: Message(
      es: "Una columna que no existe está vacía en todas las filas: se guarda o se muestra "
        + "nada, o el filtro lo esconde todo.",
      en: "A column that is not there is empty in every row: nothing is stored or shown, or "
        + "the filter hides everything."),
    example: .init(
      wrong: """
        # towns.csv: code,label
        survey:
          - {type: select_one_from_file towns.csv, name: town, label: Municipio}
        """,
      right: """
        # towns.csv: code,label
        survey:
          - type: select_one_from_file towns.csv
            name: town
            label: Municipio
            parameters: {value: code}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var spelling = Spelling()
    return context.dataFileUses.flatMap { use -> [Finding] in
      guard case .success(let tree)? = context.dataTrees[use.file] else { return [] }
      let columns = tree.columns
      // A file without rows does not say what its columns are.
      guard !columns.isEmpty else { return [] }
      var seen: Set<String> = []
      return wanted(use).filter { !columns.contains($0) && seen.insert($0).inserted }.map {
        kind.finding(
          at: use.place,
          Message(
            es: "«\(use.file)» no tiene la columna «\($0)», que usa «\(use.question)».",
            en: "“\(use.file)” does not have the column “\($0)”, which “\(use.question)” uses."),
          remedy: spelling.suggestion(for: $0, among: columns.sorted()))
      }
    }
  }

  private static func wanted(_ use: DataFileUse) -> [String] {
    switch use.purpose {
    case .choices(let value, let label):
      let filter = use.choiceFilter.flatMap { try? Expression(parsing: $0.text) }
      return [value, label] + (filter?.bareNames ?? [])
    case .pulled(let column, let key): return [column, key].compactMap { $0 }
    case .instance: return []
    }
  }
}

extension Tree {
  /// The names of what its items hold.
  fileprivate var columns: Set<String> {
    var columns: Set<String> = []
    for item in nodes[0].children {
      for cell in nodes[item].children { columns.insert(nodes[cell].name) }
    }
    return columns
  }
}
