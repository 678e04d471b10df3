extension SettingsSheet {
  /// Gives the questionnaire what its settings say; what we do not interpret is kept.
  func apply(to form: inout Questionnaire, fallbackID: String, notes: inout [ReadingNote]) {
    let interpreted: Set = [
      "id_string", "title", "version", "name", "default_language", "instance_name",
      "missing_codes",
    ]
    form.id = text("id_string") ?? fallbackID
    form.title = text("title") ?? form.id
    form.version = text("version") ?? ""
    form.instanceName = values["instance_name"]
    form.defaultLanguage = text("default_language") ?? ""
    if let name = values["name"] {
      form.rootName = name.text
      if !name.text.isXMLName {
        notes.append(ReadingNote(.invalidName, at: name.place, name.text))
      }
    }
    if form.id.isEmpty { notes.append(ReadingNote(.emptyID, at: nil)) }
    for (name, value) in values where !interpreted.contains(name) {
      if name.hasPrefix("missing_codes::") { continue }
      form.settings[name] = value.text
    }
    if truth("omit_instanceID", else: false), let key = values["public_key"] {
      notes.append(ReadingNote(.encryptedWithoutID, at: key.place))
    }
    form.missingCodes = MissingCodeText.parse(values)
  }
}

/// Our settings `missing_codes` and `missing_codes::LANGUAGE`: `dont_know=No sabe; refused=…`.
enum MissingCodeText {
  static func parse(_ values: [String: Formula]) -> [MissingCode] {
    var codes: [MissingCode] = []
    let columns = values.filter { $0.key.hasPrefix("missing_codes") }.sorted { $0.key < $1.key }
    for (column, value) in columns {
      let language = column.pieces(separatedBy: "::").dropFirst().joined(separator: "::")
      for piece in value.text.pieces(separatedBy: ";") where !piece.isEmpty {
        let sides = piece.split(separator: "=", maxSplits: 1).map { String($0).trimmedOfSpaces }
        guard let name = sides.first else { continue }
        let index = codes.firstIndex { $0.name == name } ?? codes.endIndex
        if index == codes.endIndex {
          codes.append(MissingCode(name: name, label: LocalizedText()))
        }
        if sides.count == 2 { codes[index].label.byLanguage[language] = sides[1] }
      }
    }
    return codes
  }

  /// By column name, in the questionnaire's order of codes.
  static func write(_ codes: [MissingCode]) -> [(column: String, text: String)] {
    guard !codes.isEmpty else { return [] }
    let languages = Set(codes.flatMap(\.label.byLanguage.keys)).sorted()
    guard languages != [] else {
      return [("missing_codes", codes.map(\.name).joined(separator: "; "))]
    }
    return languages.map { language in
      let pieces = codes.map { code in
        code.label.byLanguage[language].map { "\(code.name)=\($0)" } ?? code.name
      }
      return (
        language.isEmpty ? "missing_codes" : "missing_codes::\(language)",
        pieces.joined(separator: "; ")
      )
    }
  }
}
