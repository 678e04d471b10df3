extension FunctionTable {
  static let selections: [Function] = [
    Function("selected", 2, 2, [.text], .boolean) { run, values throws(EvaluationError) in
      .boolean(try isSelected(values, "selected", run))
    },
    Function("is-selected", 2, 2, [.text], .boolean) { run, values throws(EvaluationError) in
      .boolean(try isSelected(values, "is-selected", run))
    },
    Function("count-selected", 1, 1, [.text], .number) { run, values throws(EvaluationError) in
      .number(Double(choices(try run.text(values[0])).count))
    },
    Function("selected-at", 2, 2, [.text, .number], .text) { run, values throws(EvaluationError) in
      let chosen = choices(try run.text(values[0]))
      let index = try run.integer(values[1])
      return .text(chosen.indices.contains(index) ? chosen[index] : "")
    },
    Function(
      "jr:choice-name", 2, 2, [.text], .text,
      inContext: {
        run, context, arguments throws(EvaluationError) in
        let name = try run.text(of: arguments[0], in: context)
        let path = try run.text(of: arguments[1], in: context)
        let label = run.environment.choiceLabel(&run, context, path.trimmingSpaces(), name)
        return .text(label ?? "")
      }),
    Function("jr:itext", 1, 1, [.text], .text) { run, values throws(EvaluationError) in
      // An unknown text is marked as ODK's engines mark it: an empty one would pass for an answer.
      let id = try run.text(values[0])
      return .text(run.environment.translation(id) ?? "[itext:\(id)]")
    },
    Function("pulldata", 4, 4, [.text], .text) { run, values throws(EvaluationError) in
      let file = try run.text(values[0])
      let found = run.cell(
        try run.text(values[1]), of: file.hasSuffix(".csv") ? String(file.dropLast(4)) : file,
        where: try run.text(values[2]), reads: try run.text(values[3]))
      return .text(found ?? "")
    },
  ]

  /// The names in an answer of several choices.
  package static func choices(_ answer: String) -> [String] {
    answer.split(separator: " ").map(String.init)
  }

  /// The second argument must be a text: `selected(${q}, 1)` is a mistake that ODK refuses too.
  private static func isSelected(
    _ values: [Value], _ function: String, _ run: Evaluator
  ) throws(EvaluationError) -> Bool {
    guard case .text(let wanted) = try run.unpacked(values[1]) else {
      throw EvaluationError(.notText(function: function))
    }
    let answer = " " + (try run.text(values[0])) + " "
    return answer.contains(" " + wanted.trimmingSpaces() + " ")
  }
}
