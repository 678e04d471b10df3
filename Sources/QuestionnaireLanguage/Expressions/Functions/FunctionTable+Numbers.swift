#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension FunctionTable {
  static let numbers: [Function] =
    [
      Function("number", 1, 1, [.any], .number) { run, values throws(EvaluationError) in
        .number(try run.number(values[0]))
      },
      Function("int", 1, 1, [.any], .number) { run, values throws(EvaluationError) in
        .number(try run.number(values[0]).rounded(.towardZero))
      },
      Function("round", 1, 2, [.number], .number) { run, values throws(EvaluationError) in
        let places = values.count > 1 ? try run.integer(values[1]) : 0
        return .number(NumberText.rounded(try run.number(values[0]), places: places))
      },
      Function("pow", 2, 2, [.number], .number) { run, values throws(EvaluationError) in
        .number(pow(try real(values[0], run), try real(values[1], run)))
      },
      Function("atan2", 2, 2, [.number], .number) { run, values throws(EvaluationError) in
        .number(atan2(try real(values[0], run), try real(values[1], run)))
      },
      Function("pi", 0, 0, [], .number) { _, _ throws(EvaluationError) in .number(.pi) },
      Function("sum", 1, 1, [.nodes], .number) { run, values throws(EvaluationError) in
        guard case .nodes = values[0] else { throw EvaluationError(.notNodes(function: "sum")) }
        return .number(try known(run.list(values[0]), run).reduce(0, +))
      },
      Function("max", 1, nil, [.any], .number) { run, values throws(EvaluationError) in
        .number(try known(run.list(values), run).max() ?? .nan)
      },
      Function("min", 1, nil, [.any], .number) { run, values throws(EvaluationError) in
        .number(try known(run.list(values), run).min() ?? .nan)
      },
      Function("random", 0, 0, [], .number, volatile: true) { run, _ throws(EvaluationError) in
        .number(Double(run.random.next() >> 11) * 0x1p-53)
      },
    ] + ofOneReal

  private static let ofOneReal: [Function] = [
    real("abs") { abs($0) }, real("sin") { sin($0) }, real("cos") { cos($0) },
    real("tan") { tan($0) }, real("asin") { asin($0) }, real("acos") { acos($0) },
    real("atan") { atan($0) }, real("exp") { exp($0) }, real("exp10") { pow(10, $0) },
    real("log") { log($0) }, real("log10") { log10($0) }, real("sqrt") { $0.squareRoot() },
  ]

  private static func real(
    _ name: String, _ body: @escaping @Sendable (Double) -> Double
  ) -> Function {
    Function(name, 1, 1, [.number], .number) { run, values throws(EvaluationError) in
      .number(body(try real(values[0], run)))
    }
  }

  /// A date counts as its days with their fraction.
  private static func real(_ value: Value, _ run: Evaluator) throws(EvaluationError) -> Double {
    if case .date(let moment) = value { return run.environment.dates.fractionalDays(moment) }
    return try run.number(value)
  }

  /// The numbers among the values; what is empty or no number is left out.
  private static func known(
    _ values: [Value], _ run: Evaluator
  ) throws(EvaluationError) -> [Double] {
    var numbers: [Double] = []
    for value in values {
      let number = try run.number(value)
      if !number.isNaN { numbers.append(number) }
    }
    return numbers
  }
}
