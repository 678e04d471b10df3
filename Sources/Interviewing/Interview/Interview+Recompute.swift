import QuestionnaireLanguage
import Replication

/// What follows from a change: only formulas that read it, in the order of evaluation.
extension Interview {
  mutating func recomputeAll() {
    for index in form.formulas.indices { schedule(index, under: 0) }
    recompute()
  }

  /// Notes a formula at all its nodes inside `node`.
  private mutating func schedule(_ formula: Int, under node: Int) {
    let place = form.formulas[formula].place(in: form.nodes)
    if node == 0, onlyNodes[place] >= 0 {
      pendingFormulas.add(formula, at: Int(onlyNodes[place]))
      return run.spend(1)
    }
    let due = instances(of: place, under: node)
    for target in due { pendingFormulas.add(formula, at: target) }
    run.spend(due.count)
  }

  /// Notes that a node's value, as others read it, changed.
  mutating func changed(_ node: Int) {
    for (formula, isLocal) in form.dependents[cells[node].definition] {
      let place = form.formulas[formula].place(in: form.nodes)
      schedule(formula, under: isLocal ? sharedRow(of: node, with: place) : 0)
    }
  }

  /// Notes that a roster's rows inside `parent` changed: everything that reads inside it. Its own
  /// count asks only whether it is relevant, which rows do not change.
  mutating func rowsChanged(_ roster: Int, in parent: Int) {
    let count = form.nodes[roster].formulas[.count]
    for definition in subtree(roster) {
      for (formula, isLocal) in form.dependents[definition] where formula != count {
        let place = form.formulas[formula].place(in: form.nodes)
        schedule(formula, under: isLocal ? sharedRow(of: parent, with: place) : 0)
      }
    }
  }

  private func subtree(_ definition: Int) -> [Int] {
    [definition] + form.nodes[definition].children.flatMap { subtree($0) }
  }

  /// Notes every formula of a node and of what it holds: a new row.
  mutating func schedule(under node: Int) {
    let formulas = form.nodes[cells[node].definition].formulas
    for kind in FormulaKind.allCases where kind != .count {
      if let formula = formulas[kind] { pendingFormulas.add(formula, at: node) }
    }
    for roster in form.nodes[cells[node].definition].children {
      if let count = form.nodes[roster].formulas[.count] { pendingFormulas.add(count, at: node) }
    }
    for child in children(of: node) { schedule(under: child) }
  }

  /// Evaluates what waits, up to `ExpressionLimits.maximumWork`; what is left then goes on waiting.
  mutating func recompute() {
    begin()
    while let (index, first, others) = pendingFormulas.next() {
      if !cells[first].isRemoved { apply(index, at: first) }
      for node in others where !cells[node].isRemoved { apply(index, at: node) }
      if run.isExhausted { break }
    }
    unfinished = pendingFormulas.isEmpty ? nil : EvaluationError(.tooMuchWork)
    if unfinished == nil { isLoading = false }
  }

  /// One moment, and one measure of work, for all that follows from a change.
  mutating func begin() {
    run.environment.now = environment.now()
    run.beginWork()
  }

  private mutating func apply(_ index: Int, at node: Int) {
    let kind = form.formulas[index].kind
    // A recorded draw is evaluated all the same: its position follows the row.
    if isLoading, kind == .calculation, form.formulas[index].draw == nil, isRecorded(node) {
      return
    }
    evaluations += 1
    let place = NodeReference(tree: 0, node: node)
    do throws(EvaluationError) {
      let value = try run.single(form.formulas[index].program, at: place)
      if !cells[node].failures.isEmpty { cells[node].failures[index] = nil }
      take(value, of: index, at: node)
    } catch {
      if error.reason == .tooMuchWork { return pendingFormulas.add(index, at: node) }
      cells[node].failures[index] = error
      fail(index, at: node)
    }
  }

  private mutating func take(_ value: Value, of index: Int, at node: Int) {
    let owner = form.formulas[index].owner
    switch form.formulas[index].kind {
    case .relevance: setRelevance(truth(value), at: node)
    case .required: cells[node].isRequired = truth(value)
    case .readOnly: cells[node].isReadOnly = truth(value) || form.nodes[owner].isAlwaysReadOnly
    case .count: setCount(value, of: owner, in: node)
    case .calculation: setCalculated(value, of: owner, at: node)
    }
  }

  /// A formula that fails on today's answers leaves its node open and its calculation empty.
  private mutating func fail(_ index: Int, at node: Int) {
    let owner = form.formulas[index].owner
    switch form.formulas[index].kind {
    case .relevance: setRelevance(true, at: node)
    case .required: cells[node].isRequired = false
    case .readOnly: cells[node].isReadOnly = form.nodes[owner].isAlwaysReadOnly
    case .count: break
    case .calculation: setCalculated(.empty, of: owner, at: node)
    }
  }

  private mutating func setCalculated(_ value: Value, of definition: Int, at node: Int) {
    let answer = answerCoding.answer(value, form.nodes[definition].type)
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
    let parent = answers.nodes[node].parent
    let above = parent < 0 || answers.nodes[parent].isRelevant
    let isRelevant = above && cells[node].isRelevant && !cells[node].isSurplus
    guard isRelevant != answers.nodes[node].isRelevant else { return }
    answers.nodes[node].isRelevant = isRelevant
    changed(node)
    if isRelevant { scheduleCounts(at: node) }
    for child in children(of: node) { spreadRelevance(from: child) }
  }

  /// Rows that were not made while their roster was not asked.
  private mutating func scheduleCounts(at node: Int) {
    let definition = cells[node].definition
    if let count = form.nodes[definition].formulas[.count] {
      pendingFormulas.add(count, at: answers.nodes[node].parent)
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
    let place = NodeReference(tree: 0, node: node)
    run.candidate = candidate.map { (place, $0) }
    defer { run.candidate = nil }
    do throws(EvaluationError) {
      return .success(try run.single(program, at: place))
    } catch {
      return .failure(error)
    }
  }

  /// What a draw would be if it were made now, nil where it cannot be; and the steps that it took.
  func draw(_ arguments: [Program], at node: Int) -> (draw: Draw?, work: Int) {
    var run = run
    run.beginWork()
    let context = Evaluator.Context(node: NodeReference(tree: 0, node: node))
    do throws(EvaluationError) {
      return (try Draw(&run, context, arguments), run.spent)
    } catch {
      // The calculation failed for the same reason, and its node says so.
      return (nil, run.spent)
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
}
