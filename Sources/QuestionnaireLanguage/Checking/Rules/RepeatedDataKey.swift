import Messages

/// Rows of a data file that cannot be told apart by the column they are looked up by.
enum RepeatedDataKey: Rule {
  static let kind = FindingKind(
    "Q0804", .warning,
    meaning: Message(
      es: "Varias filas del archivo de datos tienen la misma clave.",
      en: "Several rows of the data file have the same key."),
    remedy: Message(
      es: "Deje una fila por clave: solo la primera se encuentra.",
      en: "Leave one row a key: only the first is found."),
    why: Message(
      es: "Quien busque una de esas filas recibe siempre la primera, aunque sea la de otro "
        + "lugar.",
      en: "Whoever looks for one of these rows always gets the first, though it may be of "
        + "another place."),
    example: .init(
      wrong: """
        # towns.csv: code,name ⏎ 1,Izalco ⏎ 1,Acajutla
        survey:
          - {type: integer, name: code, label: Código}
          - {type: calculate, name: n, calculation: "pulldata('towns', 'name', 'code', ${code})"}
        """,
      right: """
        # towns.csv: code,name ⏎ 1,Izalco ⏎ 2,Acajutla
        survey:
          - {type: integer, name: code, label: Código}
          - {type: calculate, name: n, calculation: "pulldata('towns', 'name', 'code', ${code})"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var seen: Set<[String]> = []
    return context.dataFileUses.compactMap { use in
      guard case .success(let tree)? = context.dataTrees[use.file], let key = key(of: use),
        seen.insert([use.file, key]).inserted
      else { return nil }
      let repeated = repeatedValues(of: key, in: tree)
      guard !repeated.isEmpty else { return nil }
      let values = listed(repeated)
      return kind.finding(
        at: use.place,
        Message(
          es: "En «\(use.file)» la columna «\(key)» repite \(values.spanish).",
          en: "In “\(use.file)” the column “\(key)” repeats \(values.english)."))
    }
  }

  /// Choices that a filter tells apart may share a name, as in a cascade.
  private static func key(of use: DataFileUse) -> String? {
    switch use.purpose {
    case .pulled(_, let key): key
    case .choices(let value, _): use.choiceFilter == nil ? value : nil
    case .instance: nil
    }
  }

  /// In the order of the file, each once.
  private static func repeatedValues(of column: String, in tree: Tree) -> [String] {
    var counts: [String: Int] = [:]
    return tree.nodes[0].children.compactMap { item in
      guard let cell = tree.nodes[item].children.first(where: { tree.nodes[$0].name == column }),
        case .text(let text) = tree.nodes[cell].value, !text.isEmpty
      else { return nil }
      counts[text, default: 0] += 1
      return counts[text] == 2 ? text : nil
    }
  }
}
