/// Turns the rows of a choices sheet into lists, in order of first appearance.
struct ChoicesSheetReader {
  private enum Column {
    case list
    case name
    case label(language: String)
    case media(kind: String, language: String)
    /// - Parameter isOutOfReach: no expression can name it.
    case attribute(String, isOutOfReach: Bool)
  }

  let sheet: Sheet
  private let columns: [Column?]
  private(set) var notes: [ReadingNote] = []

  private var lists: [ChoiceList] = []
  /// Rows that name no list, which so belong to none.
  private var strays: [Int] = []
  private var indexes: [String: Int] = [:]

  init(_ sheet: Sheet, header: SheetHeader) {
    self.sheet = sheet
    let row = sheet.rows.first?.number ?? 1
    var notes: [ReadingNote] = []
    columns = header.columns.enumerated().map { index, column in
      guard let column else { return nil }
      let meaning = Self.meaning(column)
      let place = Place.cell(sheet: sheet.name, column: index + 1, row: row)
      switch meaning {
      case .attribute(_, isOutOfReach: true):
        notes.append(ReadingNote(.choiceColumnDropped, at: place, column.text))
      case .media(let kind, _) where !MediaKinds.all.contains(kind):
        notes.append(ReadingNote(.unknownMediaKind, at: place, kind))
      default: break
      }
      return meaning
    }
    self.notes = notes
  }

  mutating func read() -> [ChoiceList] {
    for row in sheet.rows.dropFirst() { read(row) }
    if let first = strays.first {
      let rows = KeptRules.text(strays.map(String.init))
      let place = Place.cell(sheet: sheet.name, column: 1, row: first)
      notes.append(ReadingNote(.choicesWithoutList, at: place, rows))
    }
    return lists
  }

  private mutating func read(_ row: Sheet.Row) {
    var choice = Choice(name: "")
    var listName: String?
    var namePlace: Place?
    for cell in row.cells where cell.column <= columns.count {
      guard let column = columns[cell.column - 1] else { continue }
      let text = cell.text.cleanedOfSpreadsheetQuirks(collapsing: false)
      switch column {
      case .list: listName = text
      case .name:
        choice.name = text
        namePlace = .cell(sheet: sheet.name, column: cell.column, row: row.number)
      case .label(let language): choice.label.byLanguage[language] = text
      case .media(let kind, let language):
        choice.media[kind, default: LocalizedText()].byLanguage[language] = text
      case .attribute(let name, _): choice.attributes.append(.init(name: name, value: text))
      }
    }
    guard let listName else {
      strays.append(row.number)
      return
    }
    choice.place =
      namePlace ?? .cell(sheet: sheet.name, column: row.cells.first?.column ?? 1, row: row.number)
    add(choice, to: listName)
  }

  private mutating func add(_ choice: Choice, to listName: String) {
    let index: Int
    if let known = indexes[listName] {
      index = known
    } else {
      index = lists.count
      indexes[listName] = index
      lists.append(ChoiceList(name: listName))
    }
    lists[index].choices.append(choice)
  }

  private static func meaning(_ column: SheetHeader.Column) -> Column {
    let tokens = column.tokens
    let language = tokens.dropFirst().joined(separator: "::")
    switch tokens[0] {
    case "list name": return .list
    case "name" where tokens.count == 1: return .name
    case "label": return .label(language: language)
    case "media" where tokens.count > 1:
      return .media(kind: tokens[1], language: tokens.dropFirst(2).joined(separator: "::"))
    default:
      return .attribute(
        tokens.joined(separator: "::"), isOutOfReach: tokens[0].contains(" "))
    }
  }
}
