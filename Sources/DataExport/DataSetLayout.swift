package import QuestionnaireLanguage

/// Every rectangular file that the responses to one questionnaire fill: the responses' own first,
/// then one for each roster, in the questionnaire's order.
package struct DataSetLayout: Hashable, Sendable {
  /// Lists of more choices than this get no column a choice.
  package static let choiceColumnsLimit = 1_000

  package let tables: [TableLayout]

  package init(_ questionnaire: Questionnaire) {
    var walk = Walk(questionnaire)
    walk.visit(questionnaire.items, in: "/" + questionnaire.rootName, table: 0)
    tables = walk.drafts.map {
      TableLayout(
        roster: $0.roster, parent: $0.parent, root: "/" + questionnaire.rootName,
        questions: $0.questions)
    }
  }
}

/// Walks the items, handing each question to the table that its rosters say.
private struct Walk {
  struct Draft {
    var roster: String?
    var parent: String?
    var questions: [ExportedQuestion] = []
  }

  private let questionnaire: Questionnaire
  private let lists: [String: ChoiceList]
  private(set) var drafts = [Draft()]

  init(_ questionnaire: Questionnaire) {
    self.questionnaire = questionnaire
    lists = Dictionary(questionnaire.choiceLists.map { ($0.name, $0) }) { first, _ in first }
  }

  mutating func visit(_ items: [Item], in parent: String, table: Int) {
    for item in items {
      let path = parent + "/" + item.name
      switch item.kind {
      case .question(let type): add(item, type, path, to: table)
      case .group: visit(item.children, in: path, table: table)
      case .roster:
        drafts.append(Draft(roster: path, parent: drafts[table].roster))
        visit(item.children, in: path, table: drafts.count - 1)
      }
    }
  }

  private mutating func add(_ item: Item, _ type: QuestionType, _ path: String, to table: Int) {
    guard holdsValue(item, type) else { return }
    drafts[table].questions.append(
      ExportedQuestion(
        path: path, type: type.spelling, choices: choices(of: type),
        admitsMissing: !(item.missing ?? questionnaire.missingCodes.map(\.name)).isEmpty
          && type.isAsked))
    if type.choiceSource?.orOther == true {
      drafts[table].questions.append(
        ExportedQuestion(path: path + "_other", type: QuestionType.text.spelling))
    }
  }

  /// A note is shown, not answered, unless something is calculated into it.
  private func holdsValue(_ item: Item, _ type: QuestionType) -> Bool {
    switch type {
    case .note: item.calculation != nil || item.defaultValue != nil
    case .externalData: false
    default: true
    }
  }

  private func choices(of type: QuestionType) -> [String] {
    guard case .selectMultiple(let source) = type, case .list(let name) = source.kind,
      let list = lists[name], list.choices.count <= DataSetLayout.choiceColumnsLimit
    else { return [] }
    var names: [String] = []
    var seen: Set<String> = []
    for choice in list.choices.map(\.name) + (source.orOther ? ["other"] : [])
    where seen.insert(choice).inserted {
      names.append(choice)
    }
    return names
  }
}

extension QuestionType {
  /// Whether a person answers it, and so may answer with a missing code.
  var isAsked: Bool {
    switch self {
    case .note, .calculate, .hidden, .metadata, .externalData: false
    default: true
    }
  }
}
