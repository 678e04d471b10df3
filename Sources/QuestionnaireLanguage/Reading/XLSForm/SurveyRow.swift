/// One row of the survey sheet: an item whose kind the type column has yet to give.
struct SurveyRow {
  let number: Int
  let place: Place
  private(set) var typePlace: Place
  private(set) var namePlace: Place
  private(set) var type: String?
  private(set) var repeatCount: Formula?
  private(set) var disabled: String?
  var item: Item
  private(set) var isEmpty = true
  private(set) var notes: [ReadingNote] = []

  init(_ row: Sheet.Row, sheet: String, columns: [SurveyColumn?], collapsing: Bool) {
    number = row.number
    place = .cell(sheet: sheet, column: row.cells.first?.column ?? 1, row: row.number)
    typePlace = place
    namePlace = place
    item = Item(.group, name: "", at: place)
    var softChecks: [Int: SoftCheck] = [:]
    for cell in row.cells where cell.column <= columns.count {
      guard let column = columns[cell.column - 1] else { continue }
      let text = cell.text.cleanedOfSpreadsheetQuirks(collapsing: collapsing)
      let place = Place.cell(sheet: sheet, column: cell.column, row: row.number)
      if case .disabled = column { disabled = text } else { isEmpty = false }
      read(text, column, at: place, &softChecks)
    }
    item.softChecks = softChecks.sorted { $0.key < $1.key }.map(\.value)
    item.place = namePlace
  }

  private mutating func read(
    _ text: String, _ column: SurveyColumn, at place: Place, _ softChecks: inout [Int: SoftCheck]
  ) {
    switch column {
    case .type: (type, typePlace) = (text, place)
    case .name: (item.name, namePlace) = (text, place)
    case .text(let path, let language): item[keyPath: path].byLanguage[language] = text
    case .media(let kind, let language):
      if !MediaKinds.all.contains(kind) {
        notes.append(ReadingNote(.unknownMediaKind, at: place, kind))
      }
      item.media[kind, default: LocalizedText()].byLanguage[language] = text
    case .formula(let path, let truthValues):
      item[keyPath: path] = Formula(truthValues ? TruthWords.expression(text) : text, at: place)
    case .repeatCount: repeatCount = Formula(text, at: place)
    case .appearance: item.appearance = text
    case .parameters:
      if let parameters = ParameterText.parse(text) {
        item.parameters = parameters
      } else {
        notes.append(ReadingNote(.parameterSyntax, at: place, text))
      }
    case .disabled: break
    case .softCheck(let number):
      softChecks[number, default: SoftCheck()].condition = Formula(text, at: place)
    case .softCheckMessage(let number, let language):
      softChecks[number, default: SoftCheck()].message.byLanguage[language] = text
    case .missing: item.missing = MissingNames.parse(text)
    case .own(let name): OwnColumns.read(name, text, at: place, into: &item, notes: &notes)
    case .extra(let name): item.extras[name] = text
    }
  }
}

/// The media that a text may have beside it.
enum MediaKinds {
  static let all = ["image", "big-image", "audio", "video"]
}

/// Our `missing` column: names of missing codes; `none` for a question that admits none.
enum MissingNames {
  static func parse(_ text: String) -> [String] {
    text == "none" ? [] : text.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
  }

  static func write(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: " ")
  }
}

extension SoftCheck {
  init() { self.init(condition: Formula(""), message: LocalizedText()) }
}
