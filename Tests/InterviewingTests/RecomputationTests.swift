import QuestionnaireLanguage
import Replication
import Testing

@testable import Interviewing

/// How much is evaluated again after a change.
struct RecomputationTests {
  private static let modules = 40

  /// Modules that know nothing of each other, each with a chain of its own: a question, two
  /// calculations after it, a question that the second one opens, and a roster that reads it.
  private func interview() throws -> Interview {
    var items: [Item] = []
    for module in 0..<Self.modules {
      items += [
        Fixture.question(.integer, "a\(module)") { $0.required = Formula("true()") },
        Fixture.calculation("b\(module)", "${a\(module)} + 1"),
        Fixture.calculation("c\(module)", "${b\(module)} * 2"),
        Fixture.question(.text, "d\(module)") { $0.relevant = Formula("${c\(module)} > 10") },
        Fixture.roster(
          "r\(module)",
          [
            Fixture.question(.integer, "x\(module)"),
            Fixture.calculation("y\(module)", "${x\(module)} + ${a\(module)}"),
          ]),
        Fixture.calculation("z\(module)", "sum(${y\(module)})"),
      ]
    }
    var interview = try Fixture.interview(items)
    for module in 0..<Self.modules { try interview.addRow("/data/r\(module)") }
    return interview
  }

  private func evaluations(
    _ interview: inout Interview, answering path: String, _ text: String
  ) throws -> Int {
    let before = interview.evaluations
    try interview.answer(path, .text(text))
    return interview.evaluations - before
  }

  @Test func aChangeEvaluatesOnlyWhatFollowsFromIt() throws {
    var interview = try interview()
    // b, c, d's condition, y in both rows; the sum reads no y that changed.
    #expect(try evaluations(&interview, answering: "/data/a7", "20") == 5)
    // y in its own row, z.
    #expect(try evaluations(&interview, answering: "/data/r7[2]/x7", "3") == 2)
    #expect(try evaluations(&interview, answering: "/data/d7", "x") == 0)
    #expect(interview.value("/data/z7") == "23")
  }

  @Test func aChainEndsWhereAValueStaysTheSame() throws {
    var interview = try Fixture.interview([
      Fixture.question(.integer, "age"),
      Fixture.calculation("adult", "${age} >= 18"),
      Fixture.calculation("told", "if(${adult}, 'yes', 'no')"),
    ])
    try interview.answer("/data/age", .text("30"))
    #expect(try evaluations(&interview, answering: "/data/age", "31") == 1)
    #expect(try evaluations(&interview, answering: "/data/age", "3") == 2)
  }

  @Test func theSameAnswerAgainEvaluatesNothing() throws {
    var interview = try interview()
    try interview.answer("/data/a7", .text("20"))
    #expect(try evaluations(&interview, answering: "/data/a7", "20") == 0)
  }
}
