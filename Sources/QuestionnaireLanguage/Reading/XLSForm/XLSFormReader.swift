/// Reads a workbook as the field's XLSForm standard has it.
struct XLSFormReader {
  private static let sheets = [
    "survey", "choices", "settings", "external_choices", "entities", "osm",
    // Ours.
    "missing_codes", ChoiceConceptsSheet.name, "cross_checks",
  ]

  private let book: Workbook
  private var notes: [ReadingNote] = []

  static func read(
    workbook bytes: [UInt8], fallbackID: String
  ) throws(QuestionnaireReadingError) -> Questionnaire {
    var reader = XLSFormReader(book: try Workbook(bytes, wanted: sheets))
    return try reader.read(fallbackID: fallbackID)
  }

  /// - Parameter tables: makes sheets of a text's bytes.
  static func read(
    text bytes: [UInt8], fallbackID: String,
    _ tables: ([UInt8]) throws(QuestionnaireReadingError) -> [Sheet]
  ) throws(QuestionnaireReadingError) -> Questionnaire {
    guard bytes.count <= ReadingLimits.fileBytes else {
      throw QuestionnaireReadingError(.fileTooLarge, "\(bytes.count)", "\(ReadingLimits.fileBytes)")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw QuestionnaireReadingError(.notUTF8)
    }
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
    var reader = XLSFormReader(book: Workbook(try tables(text), wanted: sheets))
    return try reader.read(fallbackID: fallbackID)
  }

  private init(book: Workbook) { self.book = book }

  private mutating func read(
    fallbackID: String
  ) throws(QuestionnaireReadingError) -> Questionnaire {
    guard let survey = book["survey"], !survey.rows.isEmpty else {
      throw QuestionnaireReadingError(
        .noSurveySheet, book.sheetNames.joined(separator: ", "))
    }
    let header = SheetHeader(
      survey.rows.first, sheet: survey.name, aliases: ColumnNames.surveyAliases,
      known: ColumnNames.survey, notes: &notes)
    guard header.contains("type") else {
      throw QuestionnaireReadingError(
        .noTypeColumn, at: .cell(sheet: survey.name, column: 1, row: 1))
    }
    for (name, limit) in [
      ("survey", ReadingLimits.items), ("choices", ReadingLimits.choices),
      ("external_choices", ReadingLimits.choices), ("osm", ReadingLimits.choices),
    ] {
      guard let sheet = book[name], sheet.rows.count > limit else { continue }
      throw QuestionnaireReadingError(.tooManyCells, sheet.name)
    }
    var settings = book["settings"].map { SettingsSheet($0, notes: &notes) } ?? SettingsSheet()
    var form = Questionnaire(id: fallbackID)
    readChoices(into: &form)
    let entityPlaces = readEntities(into: &form)
    readMissingCodes(into: &form)
    if let sheet = book[ChoiceConceptsSheet.name] {
      let header = choicesHeader(sheet, noting: true)
      ChoiceConceptsSheet.read(sheet, header, into: &form, notes: &notes)
    }
    if let sheet = book["cross_checks"] {
      form.crossChecks = CrossChecksSheet.read(sheet, notes: &notes)
    }
    var languages = LanguageOrder()
    if let choices = book["choices"] { languages.add(choicesHeader(choices)) }
    languages.add(header)
    readSurvey(survey, header, into: &form, &settings)
    settings.apply(to: &form, fallbackID: fallbackID, notes: &notes)
    languages.apply(to: &form)
    notes += FormRules.check(form, entityPlaces: entityPlaces)
    noteMisspeltSheets()
    notes += UnreadRules.check(book, sheets: Self.sheets)
    form.notes = notes
    return form
  }

  private mutating func readSurvey(
    _ sheet: Sheet, _ header: SheetHeader, into form: inout Questionnaire,
    _ settings: inout SettingsSheet
  ) {
    var reader = SurveySheetReader(
      sheet, header: header, collapsing: settings.truth("clean_text_values", else: true),
      listNames: Set(form.choiceLists.map(\.name)))
    form.items = reader.read()
    notes += reader.notes
    settings.override(with: reader.settings)
  }

  private mutating func readChoices(into form: inout Questionnaire) {
    form.choiceLists = readLists("choices")
    form.externalChoiceLists = readLists("external_choices")
    form.osmTags = readLists("osm")
  }

  private mutating func readLists(_ name: String) -> [ChoiceList] {
    guard let sheet = book[name] else { return [] }
    var reader = ChoicesSheetReader(sheet, header: choicesHeader(sheet, noting: true))
    let lists = reader.read()
    notes += reader.notes
    return lists
  }

  private func choicesHeader(_ sheet: Sheet) -> SheetHeader {
    var ignored: [ReadingNote] = []
    return SheetHeader(
      sheet.rows.first, sheet: sheet.name, aliases: ColumnNames.choiceAliases,
      known: ColumnNames.choices, notes: &ignored)
  }

  private mutating func choicesHeader(_ sheet: Sheet, noting: Bool) -> SheetHeader {
    SheetHeader(
      sheet.rows.first, sheet: sheet.name, aliases: ColumnNames.choiceAliases,
      known: ColumnNames.choices, notes: &notes)
  }

  private mutating func readMissingCodes(into form: inout Questionnaire) {
    guard let sheet = book["missing_codes"] else { return }
    let header = choicesHeader(sheet, noting: true)
    var names: Set<String> = []
    for row in sheet.rows.dropFirst() {
      var code = MissingCode(name: "", label: LocalizedText())
      for cell in row.cells where cell.column <= header.columns.count {
        guard let tokens = header.columns[cell.column - 1]?.tokens else { continue }
        let text = cell.text.cleanedOfSpreadsheetQuirks(collapsing: false)
        if tokens == ["name"] { code.name = text }
        if tokens[0] == "label" {
          code.label.byLanguage[tokens.dropFirst().joined(separator: "::")] = text
        }
      }
      let place = Place.cell(sheet: sheet.name, column: 1, row: row.number)
      if code.name.isEmpty {
        notes.append(ReadingNote(.missingCodeWithoutName, at: place))
      } else if !names.insert(code.name).inserted {
        notes.append(ReadingNote(.missingCodeRepeated, at: place, code.name))
      } else {
        form.missingCodes.append(code)
      }
    }
  }

  private mutating func readEntities(into form: inout Questionnaire) -> [Place] {
    guard let sheet = book["entities"] else { return [] }
    let header = SheetHeader(
      sheet.rows.first, sheet: sheet.name, aliases: ColumnNames.entityAliases,
      known: ColumnNames.entities, notes: &notes)
    var places: [Place] = []
    for row in sheet.rows.dropFirst() {
      var entity: [String: String] = [:]
      for cell in row.cells where cell.column <= header.columns.count {
        guard let column = header.columns[cell.column - 1] else { continue }
        let name =
          column.tokens == ["dataset"] ? "list_name" : column.tokens.joined(separator: "::")
        entity[name] = cell.text.cleanedOfSpreadsheetQuirks(collapsing: false)
      }
      form.entities.append(entity)
      places.append(.cell(sheet: sheet.name, column: 1, row: row.number))
    }
    return places
  }

  /// A sheet whose name is a slip of the keyboard away from one that is not there.
  private mutating func noteMisspeltSheets() {
    var spelling = Spelling()
    for wanted in ["choices", "settings", "external_choices", "entities"] where book[wanted] == nil
    {
      for name in book.sheetNames where !name.hasPrefix("_") {
        let candidate = name.lowercased()
        guard !Self.sheets.contains(candidate),
          spelling.nearest(to: candidate, among: [wanted]) != nil
        else {
          continue
        }
        notes.append(ReadingNote(.sheetNameMisspelt, at: nil, name, wanted))
      }
    }
  }
}
