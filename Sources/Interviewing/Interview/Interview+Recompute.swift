import QuestionnaireLanguage
import Replication

/// What follows from a change: only formulas that read it, in the order of evaluation.
extension Interview {
  mutating func recomputeAll() {
    for (index, formula) in form.formulas.enumerated() {
      for node in instances(of: formula.place(in: form.nodes), under: 0) {
        pendingFormulas.add(index, at: node)
      }
    }
    recompute()
  }

  /// Notes that a node's value, as others read it, changed.
  mutating func changed(_ node: Int) {
    for (formula, isLocal) in form.dependents[cells[node].definition] {
      let place = form.formulas[formula].place(in: form.nodes)
      let anchor = isLocal ? sharedRow(of: node, with: place) : 0
      for target in instances(of: place, under: anchor) {
        pendingFormulas.add(formula, at: target)
      }
    }
  }

  /// Notes that a roster's rows changed: everything that reads inside it, in any row.
  mutating func rowsChanged(_ roster: Int) {
    for definition in subtree(roster) {
      for (formula, _) in form.dependents[definition] {
        let place = form.formulas[formula].place(in: form.nodes)
        for target in instances(of: place, under: 0) {
          pendingFormulas.add(formula, at: target)
        }
      }
    }
  }

  private func subtree(_ definition: Int) -> [Int] {
    [definition] + form.nodes[definition].children.flatMap { subtree($0) }
  }

  /// Notes every formula of a node and of what it holds: a new row.
  mutating func schedule(under node: Int) {
    for (kind, formula) in form.nodes[cells[node].definition].formulas where kind != .count {
      pendingFormulas.add(formula, at: node)
    }
    for roster in form.nodes[cells[node].definition].children {
      if let count = form.nodes[roster].formulas[.count] { pendingFormulas.add(count, at: node) }
    }
    for child in children(of: node) { schedule(under: child) }
  }

  mutating func recompute() {
    var evaluations = 0
    while let (index, nodes) = pendingFormulas.next() {
      for node in nodes where !cells[node].isRemoved {
        evaluations += 1
        guard evaluations <= InterviewLimits.maximumEvaluations else { return }
        apply(index, at: node)
      }
    }
  }

  private mutating func apply(_ index: Int, at node: Int) {
    let formula = form.formulas[index]
    if isLoading, formula.kind == .calculation, isRecorded(node) { return }
    switch evaluate(formula.program, at: node) {
    case .failure(let error):
      cells[node].failures[index] = error
      fail(formula, at: node)
    case .success(let value):
      if !cells[node].failures.isEmpty { cells[node].failures[index] = nil }
      switch formula.kind {
      case .relevance: setRelevance(truth(value), at: node)
      case .required: cells[node].isRequired = truth(value)
      case .readOnly:
        cells[node].isReadOnly = truth(value) || form.nodes[formula.owner].isAlwaysReadOnly
      case .count: setCount(value, of: formula.owner, in: node)
      case .calculation: setCalculated(value, formula, at: node)
      }
    }
  }

  /// A formula that fails on today's answers leaves its node open and its calculation empty.
  private mutating func fail(_ formula: CompiledFormula, at node: Int) {
    switch formula.kind {
    case .relevance: setRelevance(true, at: node)
    case .required: cells[node].isRequired = false
    case .readOnly: cells[node].isReadOnly = form.nodes[formula.owner].isAlwaysReadOnly
    case .count: break
    case .calculation: setCalculated(.empty, formula, at: node)
    }
  }

  private mutating func setCalculated(_ value: Value, _ formula: CompiledFormula, at node: Int) {
    let answer = answerCoding.answer(value, form.nodes[formula.owner].type)
    guard answer != cells[node].answer else { return }
    show(answer, at: node)
    if !isDerived(node) {
      write(answer.map { .text($0.text) } ?? .cleared, to: .answer(answerKey(of: node)))
    }
    changed(node)
  }

  // MARK: Relevance

  private mutating func setRelevance(_ isRelevant: Bool, at node: Int) {
    cells[node].isRelevant = isRelevant
    spreadRelevance(from: node)
  }

  /// A node is relevant where it and all above it are; whoever reads what changed is told.
  mutating func spreadRelevance(from node: Int) {
    let parent = trees.all[0].nodes[node].parent
    let above = parent < 0 || trees.all[0].nodes[parent].isRelevant
    let isRelevant = above && cells[node].isRelevant && !cells[node].isSurplus
    guard isRelevant != trees.all[0].nodes[node].isRelevant else { return }
    trees.all[0].nodes[node].isRelevant = isRelevant
    changed(node)
    if isRelevant { scheduleCounts(at: node) }
    for child in children(of: node) { spreadRelevance(from: child) }
  }

  /// Rows that were not made while their roster was not asked.
  private mutating func scheduleCounts(at node: Int) {
    let definition = cells[node].definition
    if let count = form.nodes[definition].formulas[.count] {
      pendingFormulas.add(count, at: trees.all[0].nodes[node].parent)
    }
    for child in form.nodes[definition].children {
      if let count = form.nodes[child].formulas[.count] { pendingFormulas.add(count, at: node) }
    }
  }

  // MARK: Evaluation

  /// Evaluates a program at a node to a single value.
  mutating func evaluate(
    _ program: Program, at node: Int, candidate: Value? = nil
  ) -> Result<Value, EvaluationError> {
    var run = evaluator()
    let place = NodeReference(tree: 0, node: node)
    if let candidate { run.candidate = (place, candidate) }
    defer { environment.random = run.random }
    do throws(EvaluationError) {
      return .success(try run.single(program, at: place))
    } catch {
      return .failure(error)
    }
  }

  /// A date, number or text as a condition.
  func truth(_ value: Value) -> Bool {
    switch value {
    case .boolean(let isTrue): isTrue
    case .number(let number): abs(number) > 1e-12 && !number.isNaN
    case .text(let text): !text.isEmpty
    case .date: true
    case .nodes(let nodes): !nodes.isEmpty
    }
  }

  func evaluator() -> Evaluator {
    var world = EvaluationEnvironment(
      now: environment.now(), dates: environment.dates, properties: environment.properties)
    world.formVersion = form.questionnaire.version
    let labels = ChoiceLabels(form: form, language: language)
    world.choiceLabel = labels.label
    world.translation = labels.translation
    return Evaluator(trees: trees, environment: world, random: environment.random)
  }
}
