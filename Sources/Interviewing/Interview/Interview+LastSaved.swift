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
    guard let place = run.trees.instances[CompiledQuestionnaire.lastSaved] else { return }
    var tree = Tree(root: form.nodes[0].name)
    for question in form.lastSavedQuestions {
      guard case .text(let text)? = recorded(Self.lastSavedKey(form.nodes[question].path)) else {
        continue
      }
      var node = 0
      for step in form.nodes[question].way.dropFirst() {
        let name = form.nodes[step].name
        let known = tree.nodes[node].children.first { tree.nodes[$0].name == name }
        node = known ?? tree.append(name, to: node)
      }
      tree.nodes[node].value = .text(text)
    }
    if tree.nodes.count > 1 { run.trees.all[place] = tree }
  }

  private static func lastSavedKey(_ path: String) -> RegisterKey {
    .field(RegisterKey.Field.lastSaved + path)
  }
}
