import QuestionnaireLanguage
import Replication

/// Spells what a person sees of an interview: texts, choices, verdicts. Works on a copy of the
/// interview's state and evaluates with one evaluator.
struct Presenter {
  private let interview: Interview
  private let form: CompiledQuestionnaire
  private let labels: ChoiceLabels
  private var run: Evaluator
  private var listChoices: [Int: [Presentation.Option]] = [:]
  /// What each filter leaves, by the node of its question.
  private var offered: [Int: [NodeReference]] = [:]
  /// Why the choices of a question could not be told.
  private(set) var failures: [Int: EvaluationError] = [:]

  init(_ interview: Interview) {
    self.interview = interview
    form = interview.form
    labels = ChoiceLabels(form: interview.form, language: interview.language)
    run = interview.run
    run.environment.now = interview.environment.now()
    run.beginWork()
  }

  mutating func states(under node: Int) -> [NodeState] {
    var states: [NodeState] = []
    collect(node, &states)
    return states
  }

  private mutating func collect(_ node: Int, _ states: inout [NodeState]) {
    states.append(state(of: node))
    for child in interview.children(of: node) { collect(child, &states) }
  }

  mutating func state(of node: Int) -> NodeState {
    let definition = form.nodes[interview.cells[node].definition]
    // ODK's engines see a module without questions as a leaf without a type.
    let isLeaf = definition.kind == .leaf || interview.children(of: node).isEmpty
    var state = NodeState(
      path: interview.path(of: node),
      kind: definition.kind == .roster ? .row : isLeaf ? .leaf : .group,
      isRelevant: interview.answers.nodes[node].isRelevant)
    if isLeaf { state.answer = answer(of: node, definition) }
    state.presentation = presentation(of: node, definition)
    switch definition.kind {
    case .leaf where !interview.isDerived(node): state.key = .answer(interview.answerKey(of: node))
    case .roster: state.key = .row(interview.answerKey(of: node))
    case .leaf, .group: break
    }
    if state.answer?.constraint == .fails {
      state.presentation?.constraintMessage = text(definition.constraintMessage, node)
    }
    return state
  }

  private mutating func answer(of node: Int, _ definition: CompiledNode) -> AnswerState {
    let cell = interview.cells[node]
    var state = AnswerState(
      type: (definition.kind == .leaf ? definition.type : .null).rawValue)
    state.isRequired = cell.isRequired
    state.isReadOnly = cell.isReadOnly
    state.value = cell.unreadable ?? cell.answer?.text ?? ""
    state.missing = interview.answers.nodes[node].missing
    if definition.constraint != nil {
      state.constraint =
        switch constraintHolds(at: node) {
        case nil: .unanswered
        case true?: .holds
        case false?: .fails
        }
    }
    return state
  }

  /// Nil for what is never shown.
  private mutating func presentation(of node: Int, _ definition: CompiledNode) -> Presentation? {
    guard definition.kind != .leaf || definition.control != nil else { return nil }
    var shown = Presentation()
    shown.label = text(definition.label, node)
    guard definition.control != nil else { return shown.label == nil ? nil : shown }
    shown.control = definition.control
    shown.hint = text(definition.hint, node)
    shown.appearance = definition.appearance.isEmpty ? nil : definition.appearance
    shown.choices = definition.choices.map { choices($0, node) }
    shown.missingCodes = definition.missingCodes.map { code in
      Presentation.Option(name: code, label: missingLabel(code))
    }
    return shown
  }

  private func missingLabel(_ code: String) -> String {
    let label = form.questionnaire.missingCodes.first { $0.name == code }?.label.byLanguage ?? [:]
    return label[interview.language] ?? label[""] ?? label[form.questionnaire.initialLanguage]
      ?? code
  }

  mutating func text(_ template: TextTemplate, _ node: Int) -> String? {
    template.isEmpty ? nil : labels.text(template, &run, at: NodeReference(tree: 0, node: node))
  }

  var spent: Int { run.spent }

  /// Adds work that is done beside the presenter's own.
  mutating func spend(_ steps: Int) { run.spend(steps) }

  /// Whether what is evaluated is more than one judgement may take.
  var isExhausted: Bool { run.isExhausted }

  /// Whether a program holds at a node; nil where it cannot be evaluated.
  mutating func holds(_ program: Program, at node: Int, candidate: Value? = nil) -> Bool? {
    try? verdict(program, at: node, candidate: candidate)
  }

  mutating func verdict(
    _ program: Program, at node: Int, candidate: Value?
  ) throws(EvaluationError) -> Bool {
    let place = NodeReference(tree: 0, node: node)
    run.candidate = candidate.map { (place, $0) }
    defer { run.candidate = nil }
    let value = try run.single(program, at: place)
    return try run.boolean(value)
  }

  mutating func constraintHolds(at node: Int) -> Bool? {
    guard let constraint = form.nodes[interview.cells[node].definition].constraint,
      let answer = interview.cells[node].answer?.value
    else { return nil }
    return holds(constraint, at: node, candidate: answer)
  }

  /// Those of the names that a question does not offer, as filtered; none where the filter cannot be
  /// evaluated, which is noted.
  mutating func strays(
    _ names: [String], among choices: CompiledChoices, at node: Int
  ) -> [String] {
    let items = items(of: choices, node)
    guard failures[node] == nil else { return [] }
    let offered = Set(items.compactMap { name(of: $0, in: choices.source) })
    return names.filter { !offered.contains($0) }
  }

  private func name(of item: NodeReference, in source: CompiledChoices.Source) -> String? {
    switch source {
    case .list(let index):
      let place = run.trees.all[item.tree].nodes[item.node].position
      let choices = form.lists[index].choices
      return choices.indices.contains(place) ? choices[place].name : nil
    case .rows(let label): return child(label, of: item)
    case .file(_, let columns, _): return child(columns.value, of: item) ?? ""
    }
  }

  /// What the filter leaves; a failure is noted.
  private mutating func items(of choices: CompiledChoices, _ node: Int) -> [NodeReference] {
    guard let program = choices.items else { return [] }
    if let known = offered[node] { return known }
    // Before the filter runs, so that two selects that filter each other come to an end.
    offered[node] = []
    for dependency in choices.reads {
      let row = dependency.isLocal ? interview.sharedRow(of: node, with: dependency.node) : 0
      for select in interview.instances(of: dependency.node, under: row) { dropStrays(at: select) }
    }
    do throws(EvaluationError) {
      let value = try run.evaluate(program, at: NodeReference(tree: 0, node: node))
      if case .nodes(let nodes) = value { offered[node] = nodes }
    } catch {
      failures[node] = error
    }
    return offered[node] ?? []
  }

  /// Hides from other filters what a select no longer offers (as when the province changed and the
  /// district did not yet): they offer what they would if it were unanswered.
  private mutating func dropStrays(at select: Int) {
    let definition = form.nodes[interview.cells[select].definition]
    guard let choices = definition.choices, let answer = interview.cells[select].answer else {
      return
    }
    if case .file = choices.source { return }
    let given = answer.choices(of: definition.type)
    let strays = strays(given, among: choices, at: select)
    guard !strays.isEmpty else { return }
    let kept = given.filter { !strays.contains($0) }
    run.trees.all[0].nodes[select].value = .text(kept.joined(separator: " "))
  }

  mutating func choices(_ choices: CompiledChoices, _ node: Int) -> [Presentation.Option] {
    let items = items(of: choices, node)
    switch choices.source {
    case .list(let index):
      let all = listChoices[index] ?? spell(form.lists[index], node)
      listChoices[index] = all
      guard choices.items != nil else { return all }
      return items.compactMap { item in
        let place = run.trees.all[item.tree].nodes[item.node].position
        return all.indices.contains(place) ? all[place] : nil
      }
    case .rows(let label):
      return items.compactMap { row in
        guard let text = child(label, of: row) else { return nil }
        return Presentation.Option(name: text, label: text)
      }
    case .file(_, let columns, _):
      return items.map { item in
        let name = child(columns.value, of: item) ?? ""
        return Presentation.Option(name: name, label: child(columns.label, of: item) ?? name)
      }
    }
  }

  private mutating func spell(_ list: CompiledList, _ node: Int) -> [Presentation.Option] {
    list.choices.map { Presentation.Option(name: $0.name, label: text($0.label, node)) }
  }

  private func child(_ name: String, of parent: NodeReference) -> String? {
    let tree = run.trees.all[parent.tree]
    guard let child = tree.nodes[parent.node].children.first(where: { tree.nodes[$0].name == name })
    else { return nil }
    return try? run.text(tree.nodes[child].value)
  }
}
