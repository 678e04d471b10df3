import Messages
import QuestionnaireLanguage

/// The lists and data files that selects offer, as trees for `instance()` and as what is shown.
extension FormCompiler {
  mutating func addLists() {
    let others = Set(
      nodes.compactMap { node -> String? in
        guard case .question(let type)? = node.item?.kind, let source = type.choiceSource,
          source.orOther, case .list(let name) = source.kind
        else { return nil }
        return name
      })
    for (index, list) in (form.choiceLists + form.externalChoiceLists).enumerated() {
      // A list of the choices sheet goes before an external one of its name.
      if index >= form.choiceLists.count, listIndex[list.name] != nil { continue }
      listIndex[list.name] = lists.count
      var choices = list.choices.map {
        CompiledList.Choice(
          name: $0.name, label: choiceLabel($0.label), concept: $0.concept)
      }
      var tree = Self.tree(list)
      if others.contains(list.name), !list.choices.contains(where: { $0.name == "other" }) {
        choices.append(
          CompiledList.Choice(name: "other", label: choiceLabel(LocalizedText(["": "Other"]))))
        let other = Choice(name: "other", label: LocalizedText(["": "Other"]))
        Self.append(other, of: list.name, to: &tree, choices.count - 1)
      }
      lists.append(
        CompiledList(
          name: list.name, choices: choices,
          byName: Dictionary(
            choices.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })))
      instances.append(CompiledInstance(name: list.name, tree: tree))
    }
  }

  private func choiceLabel(_ label: LocalizedText) -> TextTemplate {
    let resolver = FormResolver(nodes: nodes, byName: byName, context: nil)
    do throws(EvaluationError) {
      return try TextTemplate(label, resolver: resolver)
    } catch {
      return TextTemplate(verbatim: label)
    }
  }

  /// `root/item/(name, label, other columns)`, as expressions over `instance('list')` see it.
  private static func tree(_ list: ChoiceList) -> Tree {
    var tree = Tree(root: "root")
    for (index, choice) in list.choices.enumerated() {
      append(choice, of: list.name, to: &tree, index)
    }
    return tree
  }

  private static func append(
    _ choice: Choice, of list: String, to tree: inout Tree, _ index: Int
  ) {
    let item = tree.append("item", to: 0, position: index)
    let label = tree.append("label", to: item, position: 0)
    tree.nodes[label].value = .text(choice.label.byLanguage[""] ?? "")
    if choice.label.byLanguage.keys.contains(where: { !$0.isEmpty }) {
      let text = tree.append("itextId", to: item, position: 0)
      tree.nodes[text].value = .text("\(list)-\(index)")
    }
    let name = tree.append("name", to: item, position: 0)
    tree.nodes[name].value = .text(choice.name)
    for attribute in choice.attributes {
      let node = tree.append(attribute.name, to: item, position: 0)
      tree.nodes[node].value = .text(attribute.value)
    }
  }

  mutating func choices(_ source: ChoiceSource, _ item: Item, _ index: Int)
    -> CompiledChoices?
  {
    switch source.kind {
    case .list(let name), .external(let name):
      guard let list = listIndex[name] else {
        report(EvaluationError(.unknownInstance(name)), index, item.place)
        return nil
      }
      let items = items(of: name, item, index)
      return CompiledChoices(source: .list(list), items: items)
    case .file(let file):
      let instance = file.withoutExtension
      let source = CompiledChoices.Source.file(
        instance: instance, columns: ChoiceColumns(of: item, file: file),
        isPresent: form.dataFiles.contains { $0.name == file })
      return CompiledChoices(source: source, items: items(of: instance, item, index))
    case .roster(let reference):
      guard let name = Formula(reference).simpleReference, let target = byName[name] else {
        report(EvaluationError(.unknownReference(reference)), index, item.place)
        return nil
      }
      return rowChoices(target, item, index)
    }
  }

  /// `instance('list')/root/item[filter]`, shuffled if the parameters say so; nil: all in order.
  private mutating func items(of name: String, _ item: Item, _ index: Int) -> Program? {
    let isRandom = item.parameters["randomize"].map { TruthText.isTrue($0) } ?? false
    guard item.choiceFilter != nil || isRandom || listIndex[name] == nil else { return nil }
    let call = Expression(
      .call(function: "instance", arguments: [Expression(.text(name), range: 0..<0)]), range: 0..<0)
    let steps = [
      Step(axis: .child, test: .name("root"), range: 0..<0),
      Step(axis: .child, test: .name("item"), range: 0..<0),
    ]
    return filtered(Path(start: .expression(call), steps: steps), item, index, isRandom)
  }

  private mutating func filtered(
    _ path: Path, _ item: Item, _ index: Int, _ isRandom: Bool
  ) -> Program? {
    var path = path
    if let filter = item.choiceFilter {
      do throws(ExpressionError) {
        path.steps[path.steps.count - 1].predicates.append(try Expression(parsing: filter.text))
      } catch {
        report(error, index, filter.place)
        return nil
      }
    }
    let formula = item.choiceFilter ?? Formula(item.name, at: item.place)
    var expression = Expression(.path(path), range: 0..<formula.text.utf8.count)
    if isRandom {
      var arguments = [expression]
      if let seed = item.parameters["seed"] {
        do throws(ExpressionError) {
          arguments.append(try Expression(parsing: seed))
        } catch {
          report(error, index, item.place)
          return nil
        }
      }
      expression = Expression(.call(function: "randomize", arguments: arguments), range: 0..<0)
    }
    return program(expression, formula, index, from: index, startsAtCurrent: true)
  }

  /// The rows of the roster that holds the question, where it is answered.
  private mutating func rowChoices(_ target: Int, _ item: Item, _ index: Int) -> CompiledChoices? {
    guard let roster = nodes[target].rosters.last else { return nil }
    let label = nodes[target].name
    let answered = Expression(
      .binary(
        .notEqual,
        Expression(
          .path(
            Path(
              start: .context,
              steps: [Step(axis: .child, test: .name(label), range: 0..<0)])), range: 0..<0),
        Expression(.text(""), range: 0..<0)), range: 0..<0)
    let shared = zip(nodes[index].rosters, nodes[roster].rosters).prefix { $0 == $1 }.last?.0
    var path = Path(start: .root)
    var names: [Step] = []
    var node = roster
    let stop = shared.map { $0 == roster ? nodes[$0].parent : $0 } ?? -1
    while node >= 0, node != stop {
      names.insert(Step(axis: .child, test: .name(nodes[node].name), range: 0..<0), at: 0)
      node = nodes[node].parent
    }
    if let shared {
      let up = nodes[index].depth - nodes[shared].depth + (shared == roster ? 1 : 0)
      let current = Expression(.call(function: "current", arguments: []), range: 0..<0)
      path = Path(
        start: .expression(current),
        steps: (0..<up).map { _ in Step(axis: .parent, test: .anyNode, range: 0..<0) } + names)
    } else {
      path.steps = names
    }
    guard !path.steps.isEmpty else { return nil }
    path.steps[path.steps.count - 1].predicates = item.choiceFilter == nil ? [answered] : []
    return CompiledChoices(
      source: .rows(label: label), items: filtered(path, item, index, false))
  }
}
