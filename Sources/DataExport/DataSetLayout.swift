package import Interviewing
import QuestionnaireLanguage

/// Every rectangular file that the responses to one questionnaire fill: the responses' own first,
/// then one for each roster, in the questionnaire's order.
package struct DataSetLayout: Hashable, Sendable {
  /// Lists of more choices than this get no column a choice.
  package static let choiceColumnsLimit = 1_000

  package let tables: [TableLayout]

  package init(_ form: CompiledQuestionnaire) {
    var walk = Walk(form)
    walk.visit(0, table: 0, period: nil)
    let root = form.nodes[0].path
    tables = walk.drafts.map {
      TableLayout(roster: $0.roster, parent: $0.parent, root: root, questions: $0.questions)
    }
  }
}

extension DataSetLayout {
  /// Whether a question, by its path without rows, has a column for comments.
  package func takesComment(_ question: String) -> Bool {
    tables.contains { table in
      table.columns.contains { $0.content == .comment && $0.path == question }
    }
  }
}

/// Walks the tree of answers, handing each question to the table that its rosters say.
private struct Walk {
  struct Draft {
    var roster: String?
    var parent: String?
    var questions: [ExportedQuestion] = []
  }

  private let form: CompiledQuestionnaire
  private(set) var drafts = [Draft()]

  init(_ form: CompiledQuestionnaire) { self.form = form }

  /// - Parameter period: the reference period of what is around the node.
  mutating func visit(_ index: Int, table: Int, period: ReferencePeriod?) {
    let node = form.nodes[index]
    let period = node.item?.referencePeriod ?? period
    var table = table
    switch node.kind {
    case .leaf: if Self.holdsValue(node) { drafts[table].questions.append(question(node, period)) }
    case .group: break
    case .roster:
      drafts.append(Draft(roster: node.path, parent: drafts[table].roster))
      table = drafts.count - 1
    }
    for child in node.children { visit(child, table: table, period: period) }
  }

  private func question(_ node: CompiledNode, _ period: ReferencePeriod?) -> ExportedQuestion {
    ExportedQuestion(
      path: node.path, type: Self.type(of: node), choices: choices(of: node),
      admitsMissing: !node.missingCodes.isEmpty, takesComment: takesComment(node),
      concept: node.item?.concept, referencePeriod: period?.text)
  }

  /// Whether an unusual answer is to be explained: there is a soft check, or a draw.
  private func takesComment(_ node: CompiledNode) -> Bool {
    guard node.softChecks.isEmpty else { return true }
    return node.formulas[.calculation].map { form.formulas[$0].draw != nil } ?? false
  }

  /// XLSForm's name; a node that the form's structure adds holds text.
  private static func type(of node: CompiledNode) -> String {
    guard case .question(let type)? = node.item?.kind else { return "text" }
    return type.spelling
  }

  /// A note is shown, not answered, unless something is put into it.
  private static func holdsValue(_ node: CompiledNode) -> Bool {
    guard case .question(.note)? = node.item?.kind else { return true }
    return node.item?.calculation != nil || node.item?.defaultValue != nil
  }

  private func choices(of node: CompiledNode) -> [ExportedChoice] {
    guard case .question(.selectMultiple)? = node.item?.kind,
      case .list(let list)? = node.choices?.source,
      form.lists[list].choices.count <= DataSetLayout.choiceColumnsLimit
    else { return [] }
    var seen: Set<String> = []
    return form.lists[list].choices.filter { seen.insert($0.name).inserted }.map {
      ExportedChoice(name: $0.name, concept: $0.concept)
    }
  }
}
