/// Tells whether formulas of the two versions say the same, blanks and renamed questions aside.
struct FormulaComparison {
  /// New names of questions by the old ones, where they differ.
  private let renamed: [String: String]

  init(_ pairing: QuestionPairing) {
    var renamed: [String: String] = [:]
    for (index, target) in pairing.newOf.enumerated() {
      guard let target else { continue }
      let (before, after) = (
        pairing.old.entries[index].item.name, pairing.new.entries[target].item.name
      )
      if before != after { renamed[before] = after }
    }
    self.renamed = renamed
  }

  func areSame(_ old: Formula?, _ new: Formula?) -> Bool {
    guard let old, let new else { return old == nil && new == nil }
    return old == new || words(old, isOld: true) == words(new, isOld: false)
  }

  /// Nil where the formula is not well formed.
  func condition(_ formula: Formula, isOld: Bool) -> ComparedCondition? {
    guard let expression = try? Expression(parsing: formula.text),
      let tokens = try? Lexer.tokens(of: formula.text)
    else { return nil }
    return ComparedCondition(
      expression: expression,
      tokens: tokens.map { Token(kind: word($0.kind, isOld: isOld), range: $0.range) })
  }

  private func words(_ formula: Formula, isOld: Bool) -> [Token.Kind] {
    guard let tokens = try? Lexer.tokens(of: formula.text) else { return [.text(formula.text)] }
    return tokens.map { word($0.kind, isOld: isOld) }
  }

  private func word(_ kind: Token.Kind, isOld: Bool) -> Token.Kind {
    guard isOld, case .reference(let name, let isLastSaved) = kind, let after = renamed[name] else {
      return kind
    }
    return .reference(name: after, isLastSaved: isLastSaved)
  }
}

extension Formula {
  /// The truth value of a condition that does not look at answers.
  var constantTruth: Bool? {
    (try? Expression(parsing: text)).flatMap(ConstantFolding.truth)
  }
}
