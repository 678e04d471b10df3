import QuestionnaireLanguage

/// What `instance()` finds beside the choice lists.
extension FormCompiler {
  /// The data files that the questionnaire carries. One that it names and does not carry is empty,
  /// and so is the interview saved last, until an interview begins that knows it.
  mutating func addInstances() {
    var known = Set(instances.map(\.name))
    func add(_ name: String, _ tree: Tree = Tree(root: "root")) {
      if known.insert(name).inserted { instances.append(CompiledInstance(name: name, tree: tree)) }
    }
    add(CompiledQuestionnaire.lastSaved)
    let files = form.dataTrees
    for use in form.dataFileUses where !known.contains(use.instance) {
      switch files[use.file] {
      case nil: add(use.instance)
      case .success(let tree)?: add(use.instance, tree)
      case .failure(let error)?:
        report(error, 0, use.place)
        add(use.instance)
      }
    }
    for entity in form.entities {
      if let name = entity["dataset"] ?? entity["list_name"] { add(name) }
    }
    lastSavedQuestions = form.lastSavedReferences.compactMap { byName[$0] }
  }
}
