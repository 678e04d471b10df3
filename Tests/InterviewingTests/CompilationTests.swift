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

  @Test func aCalculationThatReadsItselfIsNamed() {
    #expect(codes([Fixture.calculation("a", ". + 1")]) == ["QUESTIONNAIRE-CYCLE"])
    #expect(codes([Fixture.calculation("a", "sum(../*)")]) == ["QUESTIONNAIRE-CYCLE"])
    #expect(codes([Fixture.calculation("a", "once(random())")]).isEmpty)
  }

  @Test func everyFormulaThatCannotRunIsReported() {
    let items = [
      Fixture.calculation("a", "${nobody}"), Fixture.calculation("b", "1 +"),
      Fixture.calculation("c", "//a"),
    ]
    #expect(
      codes(items) == ["EVALUATION-REFERENCE", "EXPRESSION-INCOMPLETE", "EVALUATION-UNSUPPORTED"])
  }

  /// ODK's tools accept such a form: it breaks at that question only.
  @Test func aCallThatCannotRunLeavesTheRestToRun() throws {
    var interview = try Fixture.interview([
      Fixture.calculation("a", "sine(1)"), Fixture.calculation("b", "round(1, 2, 3)"),
      Fixture.calculation("c", "2 + 2"),
      Fixture.question(.date, "d") { $0.constraint = Formula(". < time()") },
    ])
    #expect(interview.value("/data/c") == "4")
    #expect(interview.violations().map(\.path) == ["/data/a", "/data/b"])
    #expect(try interview.answer("/data/d", .text("2024-01-01")).constraint == true)
    #expect(interview.violations().map(\.path) == ["/data/a", "/data/b", "/data/d"])
  }

  @Test func aFlatFormHasNoGroupsAndAsksWhatTheyWouldHaveAsked() throws {
    let inner = Fixture.group(
      "inner", relevant: "${a} = 'x' or ${a} = 'y'",
      [
        Fixture.question(.text, "b") { $0.relevant = Formula("${a} = 'y'") },
        Fixture.question(.trigger, "c"),
      ])
    var questionnaire = Fixture.questionnaire([
      Fixture.question(.text, "a"), Fixture.group("outer", relevant: "true()", [inner]),
    ])
    questionnaire.settings["flat"] = "yes"
    var interview = Interview(
      try CompiledQuestionnaire(questionnaire), environment: Fixture.environment())
    #expect(interview.exists("/data/outer") == false)
    try interview.answer("/data/a", .text("x"))
    #expect(interview.isRelevant("/data/b") == false)
    #expect(interview.isRelevant("/data/c") == true)
    #expect(interview.node("/data/c")?.answer?.type == "null")
    try interview.answer("/data/a", .text("y"))
    #expect(interview.isRelevant("/data/b") == true)
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
