extension FunctionTable {
  static let logic: [Function] = [
    Function("true", 0, 0, [], .boolean) { _, _ throws(EvaluationError) in .boolean(true) },
    Function("false", 0, 0, [], .boolean) { _, _ throws(EvaluationError) in .boolean(false) },
    Function("boolean", 1, 1, [.any], .boolean) { run, values throws(EvaluationError) in
      .boolean(try run.boolean(values[0]))
    },
    Function("not", 1, 1, [.boolean], .boolean) { run, values throws(EvaluationError) in
      .boolean(!(try run.boolean(values[0])))
    },
    Function("boolean-from-string", 1, 1, [.text], .boolean) {
      run, values throws(EvaluationError) in
      let text = try run.text(values[0])
      return .boolean(text == "1" || text.lowercased() == "true")
    },
    Function(
      "if", 3, 3, [.boolean, .any], .any,
      inContext: {
        run, context, arguments throws(EvaluationError) in
        let condition = try run.truth(of: arguments[0], in: context)
        return try run.evaluate(arguments[condition ? 1 : 2], in: context)
      }),
    Function(
      "coalesce", 2, 2, [.any], .any,
      inContext: {
        run, context, arguments throws(EvaluationError) in
        let first = try run.operand(arguments[0], in: context)
        return isEmpty(first) ? try run.evaluate(arguments[1], in: context) : first
      }),
    Function(
      "once", 1, 1, [.any], .any, volatile: true,
      inContext: {
        run, context, arguments throws(EvaluationError) in
        let stored = run.value(of: context.node)
        return isEmpty(stored) ? try run.evaluate(arguments[0], in: context) : stored
      }),
    Function("depend", 1, nil, [.any], .any) { _, values throws(EvaluationError) in values[0] },
    Function("checklist", 2, nil, [.number, .number, .any], .boolean) {
      run, values throws(EvaluationError) in
      let least = try run.integer(values[0])
      let most = try run.integer(values[1])
      var holding = 0
      for value in run.list(Array(values.dropFirst(2))) where try run.boolean(value) {
        holding += 1
      }
      return .boolean((least < 0 || holding >= least) && (most < 0 || holding <= most))
    },
    Function("weighted-checklist", 4, nil, [.number, .number, .any], .boolean) {
      run, values throws(EvaluationError) in
      .boolean(try weightedChecklist(&run, values))
    },
  ]

  static func isEmpty(_ value: Value) -> Bool {
    switch value {
    case .text(let text): text.isEmpty
    case .number(let number): number.isNaN
    default: false
    }
  }

  private static func weightedChecklist(
    _ run: inout Evaluator, _ values: [Value]
  ) throws(EvaluationError) -> Bool {
    let least = try run.number(values[0])
    let most = try run.number(values[1])
    var pairs: [(Value, Value)] = []
    if values.count == 4, case .nodes = values[2], case .nodes = values[3] {
      let (flags, weights) = (run.list(values[2]), run.list(values[3]))
      guard flags.count == weights.count else {
        throw EvaluationError(.argument(function: "weighted-checklist", "\(weights.count)"))
      }
      pairs = Array(zip(flags, weights))
    } else {
      guard values.count.isMultiple(of: 2) else {
        throw EvaluationError(
          .argumentCount(function: "weighted-checklist", given: values.count))
      }
      pairs = stride(from: 2, to: values.count, by: 2).map { (values[$0], values[$0 + 1]) }
    }
    var sum = 0.0
    for (flag, weight) in pairs {
      let weight = try run.number(weight)
      if try run.boolean(flag) { sum += weight }
    }
    return sum >= least && sum <= most
  }
}
