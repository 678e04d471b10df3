package import Messages
public import QuestionnaireLanguage
import Replication

/// A questionnaire ready to be interviewed with: its tree of answers, its formulas compiled and in
/// an order in which each comes after what it reads.
///
/// Made once and shared: immutable.
public final class CompiledQuestionnaire: Sendable {
  public let questionnaire: Questionnaire
  /// The canonical hash, 64 lower-case hexadecimal digits: the identity of the definition.
  public let hash: String

  /// The root is at 0; parents come before their children.
  package let nodes: [CompiledNode]
  /// By node; nil for groups and rosters.
  let rules: [AnswerRules?]
  package let byPath: [String: Int]
  /// The paths of leaves, those in rosters too, in the canonical order of keys; with the leaves there.
  let questions: [(path: String, nodes: [Int])]
  /// Whether the rows of some roster are counted.
  let hasCountedRosters: Bool
  package let byName: [String: Int]
  package let formulas: [CompiledFormula]
  /// For each node the formulas that read it.
  package let dependents: [[(formula: Int, isLocal: Bool)]]
  /// For each node the questions that a change of it sets.
  package let triggeredBy: [Int: [Int]]
  /// Choice lists and data files as trees, by instance name.
  package let instances: [CompiledInstance]
  /// What every interview begins with: a tree with nothing but the root, and those of lists and files.
  let trees: Trees
  package let lists: [CompiledList]
  /// Which of the questionnaire's languages is that of our messages, if any is.
  package let languageOfMessages: [MessageLanguage: String]

  /// The name of the instance that holds the answers saved last.
  package static let lastSaved = "__last-saved"
  /// The questions whose answers in the interview saved last are referred to, by place in `nodes`.
  let lastSavedQuestions: [Int]
  /// Whether `${last-saved#name}` stands in it.
  public var asksForLastSaved: Bool { !lastSavedQuestions.isEmpty }

  /// Compiles a questionnaire.
  ///
  /// - Throws: every formula that is not an expression, refers to what is not there, or depends on
  ///   itself.
  public init(_ questionnaire: Questionnaire) throws(CompilationError) {
    var compiler = FormCompiler(questionnaire)
    try compiler.compile()
    self.questionnaire = questionnaire
    hash = questionnaire.canonicalHash
    nodes = compiler.nodes
    let formulas = compiler.graph.formulas
    let lists = compiler.lists
    rules = compiler.nodes.map { AnswerRules($0, formulas: formulas, lists: lists) }
    byPath = compiler.byPath
    let leaves = nodes.indices.filter { compiler.nodes[$0].kind == .leaf }
    questions = Dictionary(grouping: leaves) { AnswerKey(question: compiler.nodes[$0].path) }
      .sorted { $0.key < $1.key }.map { ($0.key.question, $0.value) }
    hasCountedRosters = nodes.contains { $0.formulas[.count] != nil }
    byName = compiler.byName
    self.formulas = formulas
    dependents = compiler.graph.dependents
    triggeredBy = compiler.triggeredBy
    instances = compiler.instances
    trees = Trees(compiler.instances, root: compiler.nodes[0].name)
    lastSavedQuestions = compiler.lastSavedQuestions
    self.lists = lists
    languageOfMessages = Self.languagesOfMessages(among: questionnaire.languages)
  }
}

extension CompiledQuestionnaire {
  private static func languagesOfMessages(
    among names: [String]
  ) -> [MessageLanguage: String] {
    var found: [MessageLanguage: String] = [:]
    for language in [MessageLanguage.spanish, .english] {
      found[language] = names.first { $0.speaks(language) }
    }
    return found
  }
}

extension String {
  /// Whether a questionnaire's language, `es` or `Español (es)`, is that of a message.
  fileprivate func speaks(_ language: MessageLanguage) -> Bool {
    let lower = lowercased()
    if lower == language.rawValue || lower.contains("(\(language.rawValue)") { return true }
    switch language {
    case .spanish: return lower.hasPrefix("español") || lower.hasPrefix("spanish")
    case .english: return lower.hasPrefix("english") || lower.hasPrefix("inglés")
    }
  }
}

/// A choice list or data file as expressions see it.
package struct CompiledInstance: Sendable {
  package let name: String
  package let tree: Tree
  /// Shared by all interviews.
  package let index = ItemIndex()
}

extension Trees {
  fileprivate init(_ instances: [CompiledInstance], root: String) {
    self.init(main: Tree(root: root))
    for instance in instances { add(instance.tree, named: instance.name, index: instance.index) }
  }
}

/// A choice list with its labels ready to read.
package struct CompiledList: Sendable {
  package struct Choice: Sendable {
    package var name: String
    package var label: TextTemplate
    package var concept: String?
  }
  package var name: String
  package var choices: [Choice]
  /// The place of each choice; of a name used twice, the first.
  package var byName: [String: Int]
}
