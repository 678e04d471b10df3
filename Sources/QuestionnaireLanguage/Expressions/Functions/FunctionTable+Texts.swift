/// Functions over texts. Lengths and places count UTF-16 units, as in ODK's engines.
extension FunctionTable {
  static let texts: [Function] = [
    Function("string", 1, 1, [.any], .text) { run, values throws(EvaluationError) in
      .text(try run.text(values[0]))
    },
    Function("concat", 0, nil, [.any], .text) { run, values throws(EvaluationError) in
      .text(try joined(run.list(values), by: "", run))
    },
    Function("join", 1, nil, [.text, .any], .text) { run, values throws(EvaluationError) in
      let separator = try run.text(values[0])
      return .text(try joined(run.list(Array(values.dropFirst())), by: separator, run))
    },
    Function("substr", 2, 3, [.text, .number], .text) { run, values throws(EvaluationError) in
      let units = Array(try run.text(values[0]).utf16)
      let start = place(try run.integer(values[1]), in: units.count)
      let end = values.count > 2 ? place(try run.integer(values[2]), in: units.count) : units.count
      return .text(start <= end ? String(decoding: units[start..<end], as: UTF16.self) : "")
    },
    Function("substring-before", 2, 2, [.text], .text) { run, values throws(EvaluationError) in
      let text = try run.text(values[0])
      guard let found = find(try run.text(values[1]), in: text) else { return .text("") }
      return .text(String(text.utf16.prefix(found.lowerBound)) ?? "")
    },
    Function("substring-after", 2, 2, [.text], .text) { run, values throws(EvaluationError) in
      let text = try run.text(values[0])
      guard let found = find(try run.text(values[1]), in: text) else { return .text("") }
      return .text(String(text.utf16.dropFirst(found.upperBound)) ?? "")
    },
    Function("contains", 2, 2, [.text], .boolean) { run, values throws(EvaluationError) in
      .boolean(find(try run.text(values[1]), in: try run.text(values[0])) != nil)
    },
    Function("starts-with", 2, 2, [.text], .boolean) { run, values throws(EvaluationError) in
      let text = try run.text(values[0])
      return .boolean(text.utf8.starts(with: try run.text(values[1]).utf8))
    },
    Function("ends-with", 2, 2, [.text], .boolean) { run, values throws(EvaluationError) in
      let text = try run.text(values[0]).utf8.reversed()
      return .boolean(text.starts(with: try run.text(values[1]).utf8.reversed()))
    },
    Function("translate", 3, 3, [.text], .text) { run, values throws(EvaluationError) in
      .text(
        translated(
          try run.text(values[0]), from: Array(try run.text(values[1]).unicodeScalars),
          to: Array(try run.text(values[2]).unicodeScalars)))
    },
    Function(
      "string-length", 0, 1, [.any], .number,
      inContext: {
        run, context, arguments throws(EvaluationError) in
        .number(Double(try contextText(&run, context, arguments).utf16.count))
      }),
    Function(
      "normalize-space", 0, 1, [.any], .text,
      inContext: {
        run, context, arguments throws(EvaluationError) in
        let words = try contextText(&run, context, arguments).utf8.split { isSpace($0) }
        return .text(words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "))
      }),
    Function("regex", 2, 2, [.text], .boolean) { run, values throws(EvaluationError) in
      let pattern = try run.text(values[1])
      return .boolean(try RegularExpression.matches(try run.text(values[0]), pattern: pattern))
    },
  ]

  private static func joined(
    _ values: [Value], by separator: String, _ run: Evaluator
  ) throws(EvaluationError) -> String {
    var texts: [String] = []
    for value in values { texts.append(try run.text(value)) }
    return texts.joined(separator: separator)
  }

  /// A negative place counts from the end.
  private static func place(_ index: Int, in count: Int) -> Int {
    min(max(0, index < 0 ? count + index : index), count)
  }

  /// The first place of `part` in `text`, in UTF-16 units.
  private static func find(_ part: String, in text: String) -> Range<Int>? {
    let wanted = Array(part.utf16)
    let units = Array(text.utf16)
    guard wanted.count <= units.count else { return nil }
    for start in 0...(units.count - wanted.count)
    where units[start..<(start + wanted.count)].elementsEqual(wanted) {
      return start..<(start + wanted.count)
    }
    return nil
  }

  private static func translated(
    _ text: String, from: [Unicode.Scalar], to: [Unicode.Scalar]
  ) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let index = from.firstIndex(of: scalar) else {
        result.append(scalar)
        continue
      }
      if index < to.count { result.append(to[index]) }
    }
    return String(result)
  }

  /// The text of the one argument, or of the node the formula stands at.
  private static func contextText(
    _ run: inout Evaluator, _ context: Evaluator.Context, _ arguments: [Program]
  ) throws(EvaluationError) -> String {
    guard let argument = arguments.first else { return try run.text(run.value(of: context.node)) }
    return try run.text(of: argument, in: context)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
}
