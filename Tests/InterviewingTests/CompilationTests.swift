import Interviewing
import QuestionnaireLanguage
import Replication
import Testing

struct CompilationTests {
  private func codes(_ items: [Item]) -> [String] {
    do {
      _ = try Fixture.form(items)
      return []
    } catch {
      return (error as? CompilationError)?.problems.map(\.code) ?? ["another error"]
    }
  }

  @Test func formulasThatWaitForEachOtherAreNamed() {
    let items = [
      Fixture.calculation("a", "${b} + 1"), Fixture.calculation("b", "${a} + 1"),
      Fixture.calculation("c", "2"),
    ]
    #expect(codes(items) == ["QUESTIONNAIRE-CYCLE", "QUESTIONNAIRE-CYCLE"])
  }

  @Test func everyFormulaThatCannotRunIsReported() {
    let items = [
      Fixture.calculation("a", "${nobody}"), Fixture.calculation("b", "1 +"),
      Fixture.calculation("c", "sine(1)"), Fixture.calculation("d", "round(1, 2, 3)"),
    ]
    #expect(
      codes(items) == [
        "EVALUATION-REFERENCE", "EXPRESSION-INCOMPLETE", "EVALUATION-FUNCTION",
        "EVALUATION-ARGUMENTS",
      ])
  }

  @Test func aRelevanceMayReadWhatStandsBelow() throws {
    var interview = try Fixture.interview([
      Fixture.question(.text, "first") { $0.relevant = Formula("${second} = 'x'") },
      Fixture.question(.text, "second"),
    ])
    #expect(interview.isRelevant("/data/first") == false)
    try interview.answer("/data/second", .text("x"))
    #expect(interview.isRelevant("/data/first") == true)
  }
}
