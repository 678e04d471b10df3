/// Turns the rows of the survey sheet into the questionnaire's tree.
struct SurveySheetReader {
  let sheet: Sheet
  /// Runs of spaces become one, as XLSForm has it unless its settings say otherwise.
  let collapsing: Bool
  private let columns: [SurveyColumn?]
  private let listNames: Set<String>
  private(set) var notes: [ReadingNote] = []
  /// Settings that stand as rows of the survey.
  private(set) var settings: [String: String] = [:]

  private var open: [Container]
  /// What each spelling in the type column says; a questionnaire has few.
  private var types: [String: RowType] = [:]

  /// A group that is still open; the first is the questionnaire itself.
  private struct Container {
    var item: Item
    var kind: TypeNames.Container?
    var tableList: TableList?
  }

  init(_ sheet: Sheet, header: SheetHeader, collapsing: Bool, listNames: Set<String>) {
    self.sheet = sheet
    self.collapsing = collapsing
    self.listNames = listNames
    columns = header.columns.map { column in
      column.map { SurveyColumn($0.tokens, text: $0.text) }
    }
    open = [Container(item: Item(.group, name: ""))]
  }

  mutating func read() -> [Item] {
    for row in sheet.rows.dropFirst() {
      var row = SurveyRow(row, sheet: sheet.name, columns: columns, collapsing: collapsing)
      read(&row)
    }
    while open.count > 1 {
      let last = open[open.count - 1]
      note(.notClosed, last.item.place, last.kind?.rawValue ?? "", last.item.name)
      close()
    }
    return open[0].item.children
  }

  private mutating func read(_ row: inout SurveyRow) {
    if let disabled = row.disabled {
      note(.rowDisabled, row.place)
      if TruthWords.value(disabled) == true { return }
    }
    guard !row.isEmpty else { return }
    notes += row.notes
    guard let type = row.type, !type.isEmpty else {
      if row.item.name.isEmpty, row.item.label.isEmpty {
        note(.rowSkipped, row.place)
      } else {
        note(.noType, row.place)
      }
      return
    }
    switch rowType(type) {
    case .setting(let name): settings[name] = row.item.name
    case .end(let kind): end(kind, row)
    case .begin(let kind, let list): begin(kind, list: list, row)
    case .question(let question, let defaults):
      append(question, defaults, &row)
    case .unknown:
      // Kept under its type: the checker says what is wrong with it.
      append(.kept(type), [], &row)
    }
  }

  private mutating func rowType(_ text: String) -> RowType {
    if let known = types[text] { return known }
    let type = TypeNames.parse(text)
    types[text] = type
    return type
  }

  // MARK: Groups

  private mutating func begin(_ kind: TypeNames.Container, list: String?, _ row: SurveyRow) {
    var item = row.item
    item.typePlace = row.typePlace
    guard open.count <= ReadingLimits.groupDepth else {
      note(.tooDeep, row.place, "\(ReadingLimits.groupDepth)")
      return
    }
    switch kind {
    case .group:
      item.kind = .group
      item.extras["repeat_count"] = row.repeatCount?.text
    case .roster: item.kind = .roster(count: row.repeatCount)
    case .loop:
      item.kind = .group
      if list.map(listNames.contains) != true {
        note(.loopWithoutList, row.typePlace, item.name)
      }
      item.extras[Item.loopKey] = list
    }
    var container = Container(item: item, kind: kind)
    container.tableList = TableList(opening: &container.item, row: row.number)
    open.append(container)
  }

  private mutating func end(_ kind: TypeNames.Container, _ row: SurveyRow) {
    guard open.count > 1, open[open.count - 1].kind == kind else {
      note(.unmatchedEnd, row.typePlace, kind.rawValue)
      return
    }
    close()
  }

  private mutating func close() {
    let last = open.removeLast()
    open[open.count - 1].item.children.append(last.item)
  }

  // MARK: Questions

  private mutating func append(
    _ type: QuestionType, _ defaults: [TypeNames.Default], _ row: inout SurveyRow
  ) {
    row.item.kind = .question(type)
    row.item.typePlace = row.typePlace
    row.item.extras["repeat_count"] = row.repeatCount?.text
    switch type {
    case .metadata("audit"):
      if !row.item.name.isEmpty, row.item.name != "audit" {
        note(.auditNamed, row.namePlace, row.item.name)
      }
      row.item.name = "audit"
    case .note where row.item.name.isEmpty:
      row.item.name = "generated_note_name_\(row.number)"
      note(.generatedName, row.place, row.item.name)
    default: break
    }
    row.item.fill(defaults)
    notes += QuestionRules.check(row.item, type, typePlace: row.typePlace)
    let depth = open.count - 1
    if let header = open[depth].tableList?.admit(&row.item, type, row: row.number, notes: &notes) {
      open[depth].item.children.append(header)
    }
    open[depth].item.children.append(row.item)
  }

  private mutating func note(_ problem: ReadingProblem, _ place: Place?, _ arguments: String...) {
    notes.append(ReadingNote(code: problem.rawValue, place: place, arguments: arguments))
  }
}
