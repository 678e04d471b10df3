/// One of the two versions, with what comparing looks up.
struct ComparedForm {
  let questionnaire: Questionnaire
  /// Every item, in document order.
  let entries: [FormEntry]
  /// By entry: names joined by `/` below the root, without rows.
  let paths: [String]
  /// The first entry at a path.
  let entryAtPath: [String: Int]
  /// By entry, and last of the questionnaire itself: the children in order.
  private let sections: [[Int]]
  let lists: [String: ChoiceList]

  init(_ questionnaire: Questionnaire) {
    self.questionnaire = questionnaire
    let entries = FormEntry.flatten(questionnaire.items)
    self.entries = entries
    var paths: [String] = []
    for entry in entries {
      let above = entry.parent.map { paths[$0] } ?? ""
      paths.append(above + "/" + entry.item.name)
    }
    self.paths = paths
    entryAtPath = Dictionary(
      paths.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    sections = entries.map(\.children) + [entries.indices.filter { entries[$0].parent == nil }]
    lists = Dictionary(
      questionnaire.choiceLists.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The items directly inside one; nil: at the top.
  func children(of parent: Int?) -> [Int] { sections[parent ?? entries.count] }

  /// As answers are stored.
  func answerPath(_ index: Int) -> String { "/" + questionnaire.rootName + paths[index] }

  func spot(_ index: Int) -> Difference.Spot {
    Difference.Spot(path: answerPath(index), place: entries[index].place)
  }

  /// The questions inside that somebody or something answers.
  func answered(inside index: Int) -> [Int] {
    (index..<entries[index].end).filter { entries[$0].storesAnswer }
  }
}

extension FormEntry {
  /// Whether the response holds a value for it.
  var storesAnswer: Bool {
    switch type {
    case nil, .note, .externalData: false
    default: true
    }
  }

  var isContainer: Bool { type == nil }
}
