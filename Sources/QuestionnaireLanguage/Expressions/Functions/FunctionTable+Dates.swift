extension FunctionTable {
  static let dates: [Function] = [
    Function("today", 0, 0, [], .date, volatile: true) { run, _ throws(EvaluationError) in
      .date(run.environment.dates.midnight(of: run.environment.now))
    },
    Function("now", 0, 0, [], .date, volatile: true) { run, _ throws(EvaluationError) in
      .date(run.environment.now)
    },
    Function("date", 1, 1, [.any], .date) { run, values throws(EvaluationError) in
      try date(values[0], keepingTime: false, run)
    },
    Function("date-time", 1, 1, [.any], .date) { run, values throws(EvaluationError) in
      try date(values[0], keepingTime: true, run)
    },
    Function("decimal-date-time", 1, 1, [.any], .number) { run, values throws(EvaluationError) in
      try decimalDays(values[0], run) { run, moment in
        Double(moment) / Double(CivilTime.millisecondsPerDay)
      }
    },
    Function("decimal-time", 1, 1, [.any], .number) { run, values throws(EvaluationError) in
      let days = try decimalDays(values[0], run) { run, moment in
        let seconds = Int64(run.environment.dates.offset(moment))
        return Double(moment + seconds * 1000) / Double(CivilTime.millisecondsPerDay)
      }
      guard case .number(let number) = days else { return days }
      return .number(number - number.rounded(.down))
    },
    Function("format-date", 2, 2, [.date, .text], .text) { run, values throws(EvaluationError) in
      try formatted(values, run)
    },
    Function("format-date-time", 2, 2, [.date, .text], .text) {
      run, values throws(EvaluationError) in
      try formatted(values, run)
    },
  ]

  private static func formatted(
    _ values: [Value], _ run: Evaluator
  ) throws(EvaluationError) -> Value {
    guard case .date(let moment) = try date(values[0], keepingTime: true, run) else {
      return .text("")
    }
    return .text(try run.environment.dates.format(moment, try run.text(values[1])))
  }

  /// A date from a date, from days since 1970-01-01 or from ISO 8601 text; what is empty stays.
  private static func date(
    _ value: Value, keepingTime: Bool, _ run: Evaluator
  ) throws(EvaluationError) -> Value {
    let dates = run.environment.dates
    let value = try run.unpacked(value)
    switch value {
    case .date(let moment): return .date(keepingTime ? moment : dates.midnight(of: moment))
    case .number(let number):
      guard let days = try wholeDays(number) else { return value }
      if keepingTime {
        return .date(Int64(number * Double(CivilTime.millisecondsPerDay)))
      }
      return .date(dates.moment(CivilTime(daysSinceEpoch: days)))
    case .text(let text):
      if text.isEmpty { return value }
      guard let moment = dates.dateTime(text) else { throw EvaluationError(.notDate(text)) }
      return .date(moment)
    case .boolean, .nodes: throw EvaluationError(.notDate(try run.text(value)))
    }
  }

  private static func decimalDays(
    _ value: Value, _ run: Evaluator, _ convert: (Evaluator, Int64) -> Double
  ) throws(EvaluationError) -> Value {
    let value = try run.unpacked(value)
    switch value {
    case .date(let moment): return .number(convert(run, moment))
    case .number(let number):
      _ = try wholeDays(number)
      return value
    case .text(let text):
      if text.isEmpty { return value }
      guard let moment = run.environment.dates.dateTime(text) else {
        throw EvaluationError(.notDate(text))
      }
      return .number(convert(run, moment))
    case .boolean, .nodes: throw EvaluationError(.notDate(try run.text(value)))
    }
  }

  /// Nil for NaN, which stands for nothing; an error beyond the 32 bits that dates may span.
  private static func wholeDays(_ number: Double) throws(EvaluationError) -> Int? {
    if number.isNaN { return nil }
    guard abs(number) <= 2_147_483_647 else {
      throw EvaluationError(.notDate(NumberText.string(number)))
    }
    return Int(number)
  }
}
