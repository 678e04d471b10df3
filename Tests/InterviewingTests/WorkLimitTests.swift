import Messages
import QuestionnaireLanguage
import Replication
import Testing

@testable import Interviewing

/// Questionnaires that ask for more work or memory than any device or server has.
struct WorkLimitTests {
  private static let calculations = 100

  /// A chain of calculations, each of which adds up a whole roster.
  private func chain(limit: Int) throws -> Interview {
    var items = [
      Fixture.question(.integer, "rows"),
      Fixture.roster("row", count: "${rows}", [Fixture.question(.integer, "x")]),
      Fixture.calculation("c0", "count(${x})"),
    ]
    for number in 1...Self.calculations {
      items.append(Fixture.calculation("c\(number)", "sum(${x}) + ${c\(number - 1)} + 1"))
    }
    var interview = try Fixture.interview(items)
    interview.run.workLimit = limit
    return interview
  }

  @Test func allCalculationsTogetherHaveALimit() throws {
    var interview = try chain(limit: 2_000)
    try interview.answer("/data/rows", .text("50"))
    #expect(interview.unfinished == EvaluationError(.tooMuchWork))
    let violation = try #require(interview.violations().first { $0.path == "/data" })
    #expect(violation.code == .evaluation)
    #expect(violation.severity == .error)
    #expect(violation.message == EvaluationError(.tooMuchWork).message)
  }

  @Test func whatIsNotFullyEvaluatedIsNotFinished() throws {
    var interview = try chain(limit: 2_000)
    try interview.answer("/data/rows", .text("50"))
    _ = interview.finish()
    #expect(interview.recorded(.field(RegisterKey.Field.finished)) == nil)
  }

  @Test func whatIsLeftWaitsForTheNextAnswer() throws {
    var interview = try chain(limit: 2_000)
    try interview.answer("/data/rows", .text("50"))
    interview.run.workLimit = ExpressionLimits.maximumWork
    try interview.answer("/data/row[1]/x", .text("2"))
    #expect(interview.unfinished == nil)
    #expect(interview.violations().isEmpty)
    // 50 rows, and each of the calculations adds the sum and one.
    #expect(interview.value("/data/c\(Self.calculations)") == "\(50 + Self.calculations * 3)")
  }

  /// Constraints are judged with a limit of their own.
  @Test func aJudgementHasALimit() throws {
    var interview = try Fixture.interview([
      Fixture.roster(
        "row",
        [
          Fixture.question(.integer, "x") {
            $0.constraint = Formula("count(/data/row[x >= 0]) >= 0")
          }
        ])
    ])
    for number in 1...20 {
      try interview.addRows(reaching: "/data/row[\(number)]/x")
      try interview.answer("/data/row[\(number)]/x", .text("1"))
    }
    #expect(interview.violations().isEmpty)
    interview.run.workLimit = 500
    #expect(interview.violations().map(\.message) == [EvaluationError(.tooMuchWork).message])
  }

  @Test func rostersInsideRostersHaveALimitTogether() throws {
    var interview = try Fixture.interview([
      Fixture.question(.integer, "rows"),
      Fixture.roster(
        "outer", count: "${rows}",
        [Fixture.roster("inner", count: "${rows}", [Fixture.question(.text, "x")])]),
    ])
    interview.nodeLimit = 1_000
    try interview.answer("/data/rows", .text("100"))
    #expect(interview.isFull)
    #expect(interview.cells.count <= 1_001)
    #expect(
      interview.violations().contains { $0.message == InterviewError.full(limit: 1_000).message })
    #expect(interview.unfinished == nil)
  }

  /// Whoever mistypes 2,000, or sends it to keep a server busy: rows inside rows that nobody answered.
  @Test func rowsThatOnlyACountAsksForAreFewerThanThoseAnswered() throws {
    var interview = try Fixture.interview([
      Fixture.question(.integer, "rows"),
      Fixture.roster(
        "outer", count: "${rows}",
        [Fixture.roster("inner", count: "${rows}", [Fixture.question(.text, "x")])]),
    ])
    try interview.answer("/data/outer[1]/inner[1]/x", .text("a"))
    try interview.answer("/data/rows", .text("2000"))
    let limit = InterviewLimits.unansweredNodes
    #expect(interview.cells.count <= limit + InterviewLimits.maximumRows)
    #expect(interview.violations().map(\.message) == [InterviewError.full(limit: limit).message])
    #expect(interview.value("/data/outer[1]/inner[1]/x") == "a")
    // With the count corrected nothing is too much any more.
    var again = interview.resumed()
    try again.answer("/data/rows", .text("2"))
    #expect(again.resumed().violations().isEmpty)
  }

  @Test func whatIsAnsweredMakesRoomForMore() {
    #expect(InterviewLimits.nodes(answers: 0) == InterviewLimits.unansweredNodes)
    #expect(InterviewLimits.nodes(answers: 1_000) == InterviewLimits.unansweredNodes + 4_000)
    #expect(InterviewLimits.nodes(answers: 100_000) == InterviewLimits.maximumNodes)
  }
}
