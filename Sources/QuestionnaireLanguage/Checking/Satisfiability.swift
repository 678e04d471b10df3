/// Whether any answer meets several conditions at once, within a bound on the work: a rule makes one
/// of its own for all its findings. What is not worth working out counts as possible.
struct Satisfiability {
  private let context: CheckContext
  /// Comparisons that may still be made.
  private var budget = 4_000_000

  init(_ context: CheckContext) { self.context = context }

  /// The first question that no answer of lets all the conditions hold.
  ///
  /// - Parameter answered: a question known to have an answer: the one that a constraint is about.
  mutating func impossible(
    _ conditions: [Condition], answered: Int? = nil
  ) -> Int? {
    subjects(of: conditions).first { item in
      let empty: [Constant] = item == answered ? [] : [.text("")]
      guard let answers = answers(item, conditions, isRestricted: true) else { return false }
      return !(empty + answers).contains { answer in
        isPossible(conditions, item, answer)
      }
    }
  }

  /// Whether every answer to one of its questions makes the condition true.
  mutating func isCertain(_ condition: Condition, answered: Int? = nil) -> Bool {
    condition.subjects.contains { item in
      let empty: [Constant] = item == answered ? [] : [.text("")]
      guard let answers = answers(item, [condition], isRestricted: false) else { return false }
      return (empty + answers).allSatisfy { answer in
        spend(condition.size) && condition.truth(of: item, as: answer) == true
      }
    }
  }

  /// The questions that must have an answer for the conditions to hold.
  mutating func needed(_ conditions: [Condition]) -> [Int] {
    subjects(of: conditions).filter { !isPossible(conditions, $0, .text("")) }
  }

  private mutating func isPossible(
    _ conditions: [Condition], _ item: Int, _ answer: Constant
  ) -> Bool {
    for condition in conditions {
      guard spend(condition.size) else { return true }
      if condition.truth(of: item, as: answer) == false { return false }
    }
    return true
  }

  private mutating func spend(_ cost: Int) -> Bool {
    budget -= cost
    return budget > 0
  }

  private mutating func answers(
    _ item: Int, _ conditions: [Condition], isRestricted: Bool
  ) -> [Constant]? {
    guard budget > 0, spend(conditions.reduce(0) { $0 + $1.size }) else { return nil }
    var literals: Set<Constant> = []
    var selections: Set<String> = []
    for condition in conditions {
      for test in condition.tests where test.item == item {
        literals.insert(test.literal)
        if test.isSelection { selections.insert(test.literal.spelled) }
      }
    }
    guard literals.count <= PossibleAnswers.mostAnswers else { return nil }
    let answers = PossibleAnswers.of(
      context.entries[item], context, literals: literals, selections: selections,
      isRestricted: isRestricted)
    return spend(answers?.count ?? 0) ? answers : nil
  }

  private func subjects(of conditions: [Condition]) -> [Int] {
    conditions.count == 1
      ? conditions[0].subjects : Condition.subjects(of: conditions.lazy.flatMap(\.tests))
  }
}
