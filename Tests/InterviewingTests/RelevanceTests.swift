import Interviewing
import QuestionnaireLanguage
import Replication
import Testing

struct RelevanceTests {
  private func interview() throws -> Interview {
    try Fixture.interview([
      Fixture.question(.integer, "age"),
      Fixture.group(
        "work", relevant: "${age} >= 18",
        [
          Fixture.question(.integer, "hours") { $0.required = Formula("true()") },
          Fixture.calculation("week", "${hours} div 7"),
        ]),
      Fixture.calculation("seen", "coalesce(${hours}, 'none')"),
    ])
  }

  @Test func aModuleThatIsNotAskedTakesItsQuestionsAlong() throws {
    var interview = try interview()
    #expect(interview.isRelevant("/data/work/hours") == false)
    try interview.answer("/data/age", .text("18"))
    #expect(interview.isRelevant("/data/work/hours") == true)
  }

  @Test func anAnswerThatIsNoLongerAskedIsKeptAside() throws {
    var interview = try interview()
    try interview.answer("/data/age", .text("30"))
    try interview.answer("/data/work/hours", .text("40"))
    try interview.answer("/data/age", .text("10"))
    #expect(interview.value("/data/seen") == "none")
    #expect(interview.violations().isEmpty)
    try interview.answer("/data/age", .text("31"))
    #expect(interview.value("/data/work/hours") == "40")
    #expect(interview.value("/data/seen") == "40")
  }

  @Test func aRequiredQuestionIsMissedOnlyWhereItIsAsked() throws {
    var interview = try interview()
    #expect(interview.violations().isEmpty)
    try interview.answer("/data/age", .text("40"))
    #expect(interview.violations().map(\.code) == [.required])
    #expect(interview.violations().first?.path == "/data/work/hours")
  }
}
