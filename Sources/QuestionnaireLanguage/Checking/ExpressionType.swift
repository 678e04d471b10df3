/// What an expression yields, as far as that is certain before anybody answers.
enum ExpressionType: Hashable {
  case number
  case truth
  case text
  /// A text written in the formula that is no number.
  case words
  case date
  /// A moment: date and time of day.
  case moment
  case time
  case place
  /// A file name: photo, recording.
  case file
  /// One choice of a list in which no name is a number.
  case choice
  /// One choice of any other list.
  case codedChoice
  case choices
  case unknown

  /// Whether it becomes NaN wherever a number is wanted, whatever the answer.
  var isNeverNumber: Bool {
    switch self {
    case .words, .place, .file, .choice: true
    default: false
    }
  }

  var isSelection: Bool { self == .choice || self == .codedChoice || self == .choices }
}

/// Infers the types of a formula's parts; `unknown` wherever an answer may decide.
struct TypeInference {
  let context: CheckContext
  /// The index of the formula.
  let formula: Int

  func type(of expression: Expression) -> ExpressionType {
    switch expression.kind {
    case .number, .negation: .number
    case .text(let text):
      text.isEmpty || Double(text.trimmingSpaces()) != nil ? .unknown : .words
    case .binary(let op, _, _): Self.type(of: op)
    case .call(let name, let arguments): type(of: name, arguments)
    case .path: context.question(expression, in: formula).map(type(of:)) ?? .unknown
    }
  }

  private static func type(of op: BinaryOperator) -> ExpressionType {
    switch op {
    case .and, .or: .truth
    case .plus, .minus, .times, .divide, .modulo: .number
    case .union: .unknown
    default: .truth
    }
  }

  private func type(of function: String, _ arguments: [Expression]) -> ExpressionType {
    switch function {
    case "if" where arguments.count == 3: return common(arguments[1], arguments[2])
    case "coalesce" where arguments.count == 2: return common(arguments[0], arguments[1])
    case "once" where arguments.count == 1: return type(of: arguments[0])
    case "now", "date-time": return .moment
    default: break
    }
    switch FunctionTable.function(named: function)?.result {
    case .number: return .number
    case .boolean: return .truth
    case .text: return .text
    case .date: return .date
    case .nodes, .any, nil: return .unknown
    }
  }

  private func common(_ a: Expression, _ b: Expression) -> ExpressionType {
    let type = type(of: a)
    return type == self.type(of: b) ? type : .unknown
  }

  private func type(of item: Int) -> ExpressionType {
    let entry = context.entries[item]
    switch entry.type {
    case .integer, .decimal, .range: return .number
    case .date, .metadata("today"): return .date
    case .dateTime, .metadata("start"), .metadata("end"): return .moment
    case .time: return .time
    case .geopoint, .geotrace, .geoshape: return .place
    case .image, .audio, .video, .file: return .file
    case .selectOne: return context.hasOnlyWords(entry) ? .choice : .codedChoice
    case .selectMultiple, .rank: return .choices
    // What is typed or computed may turn out to be anything.
    default: return .unknown
    }
  }
}

extension CheckContext {
  /// Whether the select offers a list of ours in which no name is a number.
  fileprivate func hasOnlyWords(_ entry: FormEntry) -> Bool {
    guard let list = list(of: entry), !list.choices.isEmpty, !entry.hasSearchedChoices,
      entry.item.calculation == nil
    else { return false }
    return choiceNumbers[list.name]?.isEmpty == true
  }

  /// Calls `body` for every one of `parts`, with what infers types there.
  func forEachPart(
    _ body: (_ part: Expression, _ use: FormulaUse, _ types: TypeInference) -> Void
  ) {
    for part in parts {
      body(
        part.expression, formulas[part.formula], TypeInference(context: self, formula: part.formula)
      )
    }
  }

  /// An expression as its author wrote it, cut where it is long.
  func excerpt(_ expression: Expression, of use: FormulaUse) -> String {
    let bytes = Array(use.formula.text.utf8)
    let range = expression.range.clamped(to: 0..<bytes.count)
    let text = String(decoding: bytes[range], as: UTF8.self)
    return text.count > 40 ? text.prefix(40) + "…" : text
  }
}
