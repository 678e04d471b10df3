import Messages
import QuestionnaireLanguage

/// Turns a questionnaire into nodes, programs and their graph; collects every problem on the way.
struct FormCompiler {
  let form: Questionnaire
  private(set) var nodes: [CompiledNode]
  private(set) var byPath: [String: Int] = [:]
  private(set) var byName: [String: Int] = [:]
  private(set) var graph = FormulaGraph()
  private(set) var triggeredBy: [Int: [Int]] = [:]
  private(set) var instances: [(name: String, tree: Tree)] = []
  private(set) var lists: [CompiledList] = []
  private var listIndex: [String: Int] = [:]
  private var formulas: [CompiledFormula] = []
  private var problems: [CompilationError.Problem] = []

  init(_ form: Questionnaire) {
    self.form = form
    nodes = NodeBuilder.nodes(of: form)
    for (index, node) in nodes.enumerated() {
      if byPath[node.path] == nil { byPath[node.path] = index }
      if byName[node.name] == nil { byName[node.name] = index }
    }
  }

  mutating func compile() throws(CompilationError) {
    addLists()
    for index in nodes.indices { compileNode(index) }
    addInstances()
    guard problems.isEmpty else { throw CompilationError(problems: problems) }
    for index in formulas.indices {
      let formula = formulas[index]
      var scan = DependencyScan(nodes: nodes, owner: formula.place(in: nodes))
      scan.scan(formula.program, context: [formula.place(in: nodes)])
      var found = scan.found
      // Rows are made only where the roster is asked, so its relevance comes first.
      if formula.kind == .count { found.insert(Dependency(node: formula.owner, isLocal: true)) }
      formulas[index].dependencies = found.sorted { $0.node < $1.node }
      formulas[index].isVolatile = scan.isVolatile && formula.kind == .calculation
    }
    graph = try FormulaGraph(formulas, nodes: nodes)
    for (index, formula) in graph.formulas.enumerated() {
      nodes[formula.owner].formulas[formula.kind] = index
    }
  }

  // MARK: Nodes

  private mutating func compileNode(_ index: Int) {
    guard let item = nodes[index].item else { return }
    nodes[index].label = template(item.label, index)
    nodes[index].hint = template(item.hint, index)
    nodes[index].constraintMessage = template(item.constraintMessage, index)
    nodes[index].requiredMessage = template(item.requiredMessage, index)
    add(item.relevant, .relevance, to: index)
    add(item.required, .required, to: index)
    add(item.readOnly, .readOnly, to: index)
    nodes[index].constraint = item.constraint.flatMap { program($0, index) }
    for check in item.softChecks {
      guard let condition = program(check.condition, index) else { continue }
      nodes[index].softChecks.append((condition, template(check.message, index)))
    }
    switch item.kind {
    case .question(let type): compileQuestion(item, type, index)
    case .roster(let count): compileCount(count, index)
    case .group: break
    }
  }

  private mutating func compileQuestion(_ item: Item, _ type: QuestionType, _ index: Int) {
    if let trigger = item.trigger {
      compileTrigger(trigger, item, index)
    } else {
      add(item.calculation, .calculation, to: index)
    }
    if let initial = item.defaultValue, item.calculation == nil || item.trigger != nil {
      nodes[index].initial =
        initial.isDynamic(for: type)
        ? program(initial, index).map(InitialValue.computed) ?? .none : .fixed(initial.text)
    }
    nodes[index].choices = type.choiceSource.flatMap { choices($0, item, index) }
  }

  /// The roster's rows are counted by the reference, or by the node that calculates the count.
  /// The path is absolute: it is asked from the rows around the roster, which names decide.
  private mutating func compileCount(_ count: Formula?, _ index: Int) {
    guard let count else { return }
    let counter = nodes[index].path + NodeBuilder.countSuffix
    let text = count.simpleReference == nil ? counter : count.text
    guard let program = program(Formula(text, at: count.place), index, from: nil) else { return }
    formulas.append(
      CompiledFormula(kind: .count, owner: index, program: program, source: count))
  }

  private mutating func compileTrigger(_ trigger: Formula, _ item: Item, _ index: Int) {
    for piece in trigger.text.split(separator: ",") {
      guard let name = Formula(String(piece).trimmed).simpleReference, let source = byName[name]
      else {
        report(EvaluationError(.unknownReference(String(piece))), index, trigger.place)
        continue
      }
      nodes[index].trigger.append(source)
      triggeredBy[source, default: []].append(index)
    }
    nodes[index].triggered = item.calculation.flatMap { program($0, index) }
  }

  private mutating func add(_ formula: Formula?, _ kind: FormulaKind, to index: Int) {
    guard let formula, let program = program(formula, index) else { return }
    formulas.append(
      CompiledFormula(kind: kind, owner: index, program: program, source: formula))
  }

  // MARK: Programs

  private mutating func program(_ formula: Formula, _ index: Int) -> Program? {
    program(formula, index, from: index)
  }

  /// - Parameter context: the node that references are relative to; nil: absolute ones only.
  private mutating func program(_ formula: Formula, _ index: Int, from context: Int?) -> Program? {
    do throws(ExpressionError) {
      let expression = try Expression(parsing: formula.text)
      return program(expression, formula, index, from: context, startsAtCurrent: false)
    } catch {
      report(error, index, formula.place)
      return nil
    }
  }

  private mutating func program(
    _ expression: Expression, _ formula: Formula, _ index: Int, from context: Int?,
    startsAtCurrent: Bool
  ) -> Program? {
    let resolver = FormResolver(
      nodes: nodes, byName: byName, context: context, startsAtCurrent: startsAtCurrent)
    do throws(EvaluationError) {
      return try Program(expression, text: formula.text, resolver: resolver)
    } catch {
      report(error, index, formula.place)
      return nil
    }
  }

  private mutating func template(_ text: LocalizedText, _ index: Int) -> TextTemplate {
    guard !text.isEmpty else { return TextTemplate() }
    do throws(EvaluationError) {
      return try TextTemplate(
        text, resolver: FormResolver(nodes: nodes, byName: byName, context: index))
    } catch {
      report(error, index, nodes[index].item?.place)
      return TextTemplate()
    }
  }

  private mutating func report(_ error: any ExplainedError, _ index: Int, _ place: Place?) {
    problems.append(
      CompilationError.Problem(
        path: nodes[index].path, place: place, code: error.code, message: error.message))
  }

  // MARK: Choices

  private mutating func addLists() {
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
        CompiledList.Choice(name: $0.name, label: choiceLabel($0.label))
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
      instances.append((list.name, tree))
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

  /// Data files are given from outside; until then they hold nothing.
  private mutating func addInstances() {
    let known = Set(instances.map(\.name))
    func addEmpty(_ name: String) {
      if !known.contains(name) { instances.append((name, Tree(root: "root"))) }
    }
    addEmpty(CompiledQuestionnaire.lastSaved)
    for item in form.items.flattened {
      guard case .question(let type) = item.kind else { continue }
      if case .externalData = type { addEmpty(item.name) }
      if case .file(let file)? = type.choiceSource?.kind { addEmpty(file.withoutExtension) }
    }
    for entity in form.entities {
      if let name = entity["dataset"] ?? entity["list_name"] { addEmpty(name) }
    }
  }

  private mutating func choices(_ source: ChoiceSource, _ item: Item, _ index: Int)
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
      return CompiledChoices(source: .file, items: items(of: file.withoutExtension, item, index))
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

extension [Item] {
  /// Every item of the tree, parents first.
  var flattened: [Item] { flatMap { [$0] + $0.children.flattened } }
}

extension String {
  var withoutExtension: String {
    guard let dot = lastIndex(of: ".") else { return self }
    return String(self[..<dot])
  }
}
