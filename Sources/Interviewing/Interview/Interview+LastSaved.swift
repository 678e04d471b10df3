import QuestionnaireLanguage
import Replication

/// The interview finished before this one, as `${last-saved#name}` sees it. What the questionnaire
/// asks of it is recorded when the interview begins, so that device, server and export see the same.
extension Interview {
  mutating func keepLastSaved() {
    for question in form.lastSavedQuestions {
      let path = form.nodes[question].path
      if let text = environment.lastSaved[path], !text.isEmpty {
        write(.text(text), to: Self.lastSavedKey(path))
      }
    }
  }

  mutating func showLastSaved() {
    guard let place = trees.instances[CompiledQuestionnaire.lastSaved] else { return }
    var tree = Tree(root: form.nodes[0].name)
    for question in form.lastSavedQuestions {
      guard case .text(let text)? = recorded(Self.lastSavedKey(form.nodes[question].path)) else {
        continue
      }
      var node = 0
      for step in way(to: question) {
        let name = form.nodes[step].name
        let known = tree.nodes[node].children.first { tree.nodes[$0].name == name }
        node = known ?? tree.append(name, to: node)
      }
      tree.nodes[node].value = .text(text)
    }
    if tree.nodes.count > 1 { trees.all[place] = tree }
  }

  /// From below the root down to a question.
  private func way(to question: Int) -> [Int] {
    var way: [Int] = []
    var node = question
    while node > 0 {
      way.append(node)
      node = form.nodes[node].parent
    }
    return way.reversed()
  }

  private static func lastSavedKey(_ path: String) -> RegisterKey {
    .field(RegisterKey.Field.lastSaved + path)
  }
}
