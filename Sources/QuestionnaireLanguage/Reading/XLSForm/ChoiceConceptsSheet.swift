/// The `choice_concepts` sheet: `list_name`, `name`, `concept`. It stands apart from the choices
/// because other tools write every column of that sheet into their form.
enum ChoiceConceptsSheet {
  static let name = "choice_concepts"

  static func read(
    _ sheet: Sheet, _ header: SheetHeader, into form: inout Questionnaire,
    notes: inout [ReadingNote]
  ) {
    var places = Places(form)
    for row in sheet.rows.dropFirst() {
      var texts: [String: String] = [:]
      var place = Place.cell(sheet: sheet.name, column: 1, row: row.number)
      for cell in row.cells where cell.column <= header.columns.count {
        guard let column = header.columns[cell.column - 1]?.tokens.first else { continue }
        texts[column] = cell.text.cleanedOfSpreadsheetQuirks(collapsing: false)
        if column == "concept" {
          place = .cell(sheet: sheet.name, column: cell.column, row: row.number)
        }
      }
      let (list, choice) = (texts["list name"] ?? "", texts["name"] ?? "")
      guard let path = places.next(Key(list: list, choice: choice)) else {
        notes.append(ReadingNote(.conceptOfNoChoice, at: place, list, choice))
        continue
      }
      guard let concept = texts["concept"] else { continue }
      if ConceptID.isValid(concept) {
        form[keyPath: path].concept = concept
      } else {
        notes.append(ReadingNote(.conceptOfChoice, at: place, concept))
      }
    }
  }

  /// Rows of every list of which some choice has a concept: a row without one keeps the place of
  /// a choice whose name another of the list has too.
  static func rows(_ form: Questionnaire) -> [[(column: String, text: String)]] {
    let lists = form.choiceLists + form.externalChoiceLists
    let named = Set(lists.filter { $0.choices.contains { $0.concept != nil } }.map(\.name))
    return lists.filter { named.contains($0.name) }.flatMap { list in
      list.choices.map {
        [("list_name", list.name), ("name", $0.name), ("concept", $0.concept ?? "")]
      }
    }
  }

  private struct Key: Hashable {
    let list: String
    let choice: String
  }

  /// Where the choices of each name stand; names that repeat are met in their order.
  private struct Places {
    private var paths: [Key: ArraySlice<WritableKeyPath<Questionnaire, Choice>>] = [:]

    init(_ form: Questionnaire) {
      let kinds: [WritableKeyPath<Questionnaire, [ChoiceList]>] = [
        \.choiceLists, \.externalChoiceLists,
      ]
      for lists in kinds {
        for (index, list) in form[keyPath: lists].enumerated() {
          for (position, choice) in list.choices.enumerated() {
            paths[Key(list: list.name, choice: choice.name), default: []]
              .append(lists.appending(path: \.[index].choices[position]))
          }
        }
      }
    }

    mutating func next(_ key: Key) -> WritableKeyPath<Questionnaire, Choice>? {
      paths[key]?.popFirst()
    }
  }
}
