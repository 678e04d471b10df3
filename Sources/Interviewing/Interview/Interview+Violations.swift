import Messages
import QuestionnaireLanguage
import Replication

extension Interview {
  /// Everything wrong with the relevant answers, in document order.
  public func violations() -> [Violation] {
    var judge = Judge(self)
    return judge.violations()
  }

  /// The same, with what it took to open the interview and to judge it, in steps of evaluation: whoever
  /// checks what others send bounds it.
  package func judged() -> (violations: [Violation], work: Int) {
    var judge = Judge(self)
    let violations = judge.violations()
    return (
      violations, cells.count * InterviewLimits.stepsPerNode + run.spent + judge.spent
    )
  }

  func violations(at node: Int) -> [Violation] {
    var judge = Judge(self)
    return judge.violations(of: node, deep: false)
  }

  /// Declares the interview finished: notes its end, and unless an error stands, that it is done.
  ///
  /// - Returns: the violations that stand.
  public mutating func finish() -> [Violation] {
    for node in cells.indices where form.nodes[cells[node].definition].preload == "end" {
      record(.date(environment.now()), at: node)
    }
    recompute()
    let violations = violations()
    if !violations.contains(where: { $0.severity == .error }) {
      write(.text("true"), to: .field(RegisterKey.Field.finished))
    }
    return violations
  }
}
