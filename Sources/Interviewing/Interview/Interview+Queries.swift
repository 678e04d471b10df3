import QuestionnaireLanguage

extension Interview {
  /// Every node in document order, with its texts in `language`.
  public func nodes() -> [NodeState] {
    var presenter = Presenter(self)
    return presenter.states(under: 0)
  }

  /// One node; nil where the path leads nowhere.
  public func node(_ path: String) -> NodeState? {
    guard let node = find(path) else { return nil }
    var presenter = Presenter(self)
    return presenter.state(of: node)
  }

  /// Whether there is a node at a path; a row's place left out means the first.
  public func exists(_ path: String) -> Bool { find(path) != nil }

  /// Evaluates an expression given from outside, with `${name}` references allowed.
  ///
  /// - Parameter path: the node it is asked at; nil: the root.
  public mutating func evaluate(
    _ expression: String, at path: String? = nil
  ) throws(InterviewError) -> EvaluatedValue {
    guard let node = path.map({ find($0) }) ?? 0 else { throw .noSuchNode(path: path ?? "/") }
    let program: Program
    do {
      let resolver = FormResolver(
        nodes: form.nodes, byName: form.byName, context: cells[node].definition)
      program = try Program(
        Expression(parsing: expression), text: expression, resolver: resolver)
    } catch let error as ExpressionError {
      throw .expression(text: expression, detail: error.message)
    } catch {
      throw Self.failed(expression, error)
    }
    begin()
    switch evaluate(program, at: node) {
    case .success(let value): return spelled(value)
    case .failure(let error): throw .expression(text: expression, detail: error.message)
    }
  }

  private static func failed(_ expression: String, _ error: any Error) -> InterviewError {
    let detail = (error as? EvaluationError)?.message ?? EvaluationError(.tooManySteps).message
    return .expression(text: expression, detail: detail)
  }

  private func spelled(_ value: Value) -> EvaluatedValue {
    switch value {
    case .boolean(let isTrue): EvaluatedValue(kind: .boolean, text: isTrue ? "true" : "false")
    case .number(let number): EvaluatedValue(kind: .number, text: NumberText.string(number))
    case .date(let moment):
      EvaluatedValue(kind: .date, text: run.environment.dates.dateText(moment))
    case .text(let text): EvaluatedValue(kind: .string, text: text)
    case .nodes: EvaluatedValue(kind: .string, text: "")
    }
  }
}
