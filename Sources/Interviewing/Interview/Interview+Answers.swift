import QuestionnaireLanguage
public import Replication

extension Cell {
  /// Holds what a register says, as expressions see it in the tree's node too.
  mutating func take(
    _ value: AnswerValue, type: AnswerType, _ coding: AnswerCoding, _ node: inout Tree.Node
  ) {
    var shown: StoredAnswer?
    node.missing = nil
    attachment = nil
    unreadable = nil
    switch value {
    case .text(let text):
      shown = coding.answer(text, type)
      if shown == nil, !text.isEmpty { unreadable = text }
    case .missing(let code): node.missing = code
    case .attachment(let file):
      shown = StoredAnswer(value: .text(file.name), text: file.name)
      attachment = file
    case .cleared, .row, .deleted, .unknown: break
    }
    node.value = shown?.value ?? .empty
    answer = shown
  }
}

extension Interview {
  var answerCoding: AnswerCoding {
    AnswerCoding(dates: run.environment.dates, now: run.environment.now)
  }

  /// Stores an answer, a missing code, an attachment, or clears (`.cleared`, or an empty text);
  /// then recomputes what reads it. A text that is no answer of the question's type is not stored:
  /// the outcome says so with a violation `type`.
  ///
  /// - Parameter path: as `/data/child[1]/name`; a row's place left out means the first.
  @discardableResult
  public mutating func answer(
    _ path: String, _ value: AnswerValue
  ) throws(InterviewError) -> AnswerOutcome {
    let node = try leaf(path)
    let definition = cells[node].definition
    // A calculation that is shown and not read-only may be overwritten, until it runs again.
    guard
      !form.nodes[definition].isCalculated
        || (form.nodes[definition].control != nil && !cells[node].isReadOnly)
    else { throw .notAnswered(path: path) }
    begin()
    var value = value
    if case .text(let text) = value, text.isEmpty { value = .cleared }
    switch value {
    case .row, .deleted, .unknown: throw .notAnswered(path: path)
    case .text(let text) where answerCoding.answer(text, form.nodes[definition].type) == nil:
      return AnswerOutcome(constraint: nil, violations: [Judge.unreadable(path)])
    case .attachment where form.nodes[definition].type != .binary:
      throw .notAFileQuestion(path: path)
    case .text, .cleared, .missing, .attachment: break
    }
    let before = answers.nodes[node]
    take(value, at: node)
    write(value, to: .answer(answerKey(of: node)))
    let after = answers.nodes[node]
    if after.value != before.value || after.missing != before.missing {
      changed(node)
      recompute()
      fireTriggers(of: node)
    }
    return AnswerOutcome(constraint: constraintHolds(at: node), violations: violations(at: node))
  }

  /// Whether the constraint would admit an answer; nothing is stored. Nil where there is no
  /// constraint or nothing to judge.
  public func judge(_ path: String, _ value: AnswerValue) throws(InterviewError) -> Bool? {
    let node = try leaf(path)
    let definition = cells[node].definition
    guard let constraint = form.nodes[definition].constraint, case .text(let text) = value,
      !text.isEmpty, let candidate = answerCoding.answer(text, form.nodes[definition].type)
    else { return nil }
    var presenter = Presenter(self)
    return presenter.holds(constraint, at: node, candidate: candidate.value)
  }

  private func leaf(_ path: String) throws(InterviewError) -> Int {
    guard let node = find(path) else { throw .noSuchNode(path: path) }
    guard form.nodes[cells[node].definition].kind == .leaf else { throw .notAQuestion(path: path) }
    return node
  }

  /// Whether the stored answer satisfies the constraint; nil without either.
  mutating func constraintHolds(at node: Int) -> Bool? {
    guard let constraint = form.nodes[cells[node].definition].constraint,
      let answer = cells[node].answer
    else { return nil }
    switch evaluate(constraint, at: node, candidate: answer.value) {
    case .success(let value): return truth(value)
    // The violations tell that nobody could judge it.
    case .failure: return true
    }
  }

  /// Shows what a register says at a leaf.
  mutating func take(_ value: AnswerValue, at node: Int) {
    let type = form.nodes[cells[node].definition].type
    let coding = answerCoding
    cells[node].take(value, type: type, coding, &run.trees.all[0].nodes[node])
  }

  /// Sets a leaf's answer as expressions see it.
  mutating func show(_ answer: StoredAnswer?, at node: Int) {
    cells[node].answer = answer
    answers.nodes[node].value = answer?.value ?? .empty
  }

  // MARK: Values that nobody types

  /// Questions that a change of this one sets.
  private mutating func fireTriggers(of node: Int) {
    guard let targets = form.triggeredBy[cells[node].definition] else { return }
    for target in targets {
      for instance in instances(of: target, under: sharedRow(of: node, with: target)) {
        guard let program = form.nodes[target].triggered else { continue }
        record(computed(program, at: instance), at: instance)
      }
    }
    recompute()
  }

  /// A program's value; empty where it fails, and the failure is noted.
  private mutating func computed(_ program: Program, at node: Int) -> Value {
    switch evaluate(program, at: node) {
    case .success(let value):
      cells[node].failures[Cell.unordered] = nil
      return value
    case .failure(let error):
      cells[node].failures[Cell.unordered] = error
      return .empty
    }
  }

  /// Stores a computed value as an answer, because it was made now and cannot be made again.
  mutating func record(_ value: Value, at node: Int) {
    let answer = answerCoding.answer(value, form.nodes[cells[node].definition].type)
    guard answer != cells[node].answer else { return }
    show(answer, at: node)
    write(answer.map { .text($0.text) } ?? .cleared, to: .answer(answerKey(of: node)))
    changed(node)
  }

  /// Defaults that are computed, where nothing is recorded yet.
  mutating func setInitialValues(under node: Int) {
    if case .computed(let program) = form.nodes[cells[node].definition].initial,
      !isRecorded(node)
    {
      record(computed(program, at: node), at: node)
    }
    for child in children(of: node) { setInitialValues(under: child) }
  }

  /// What the device knows at the start.
  mutating func preload() {
    for node in cells.indices {
      guard let name = form.nodes[cells[node].definition].preload,
        let value = preloaded(name)
      else { continue }
      record(value, at: node)
    }
  }

  private mutating func preloaded(_ name: String) -> Value? {
    let now = run.environment.now
    switch name {
    case "start": return .date(now)
    case "today": return .date(environment.dates.midnight(of: now))
    case "instanceID": return .text("uuid:" + FunctionTable.uuid(&run.random))
    case "imei", "uri:deviceid": return environment.properties["deviceid"].map { .text($0) }
    default: return environment.properties[name].map { .text($0) }
    }
  }
}
