import Interviewing
import QuestionnaireLanguage
import Replication
import Testing

/// `missing(${q})`: conditions and calculations that read missing codes.
struct MissingFunctionTests {
  private let items = [
    Fixture.question(.integer, "income"),
    Fixture.question(.text, "why") { $0.relevant = Formula("missing(${income}, 'refused')") },
    Fixture.calculation("kind", "if(missing(${income}), 'missing', 'value')"),
    Fixture.question(.integer, "spent") {
      $0.constraint = Formula("missing(${income}) or . <= ${income}")
    },
    Fixture.roster("person", [Fixture.question(.integer, "age")]),
    Fixture.calculation("untold", "count(${person}[missing(age)])"),
    Fixture.question(.dateTime, "asked_at") {
      $0.trigger = Formula("${income}")
      $0.calculation = Formula("now()")
      $0.label = LocalizedText()
    },
  ]

  @Test func readersFollowTheCode() throws {
    var interview = try Fixture.interview(items)
    #expect(interview.value("/data/kind") == "value")
    try interview.answer("/data/income", .missing("refused"))
    #expect(interview.isRelevant("/data/why") == true)
    #expect(interview.value("/data/kind") == "missing")
    #expect(interview.value("/data/asked_at") != "", "the question was answered")
    try interview.answer("/data/income", .missing("dont_know"))
    #expect(interview.isRelevant("/data/why") == false)
    #expect(interview.value("/data/kind") == "missing")
    try interview.answer("/data/income", .text("5"))
    #expect(interview.value("/data/kind") == "value")
    try interview.answer("/data/income", .missing("refused"))
    try interview.answer("/data/income", .cleared)
    #expect(interview.value("/data/kind") == "value")
    #expect(interview.isRelevant("/data/why") == false)
  }

  @Test func itIsReadAgainAfterResuming() throws {
    var interview = try Fixture.interview(items)
    try interview.answer("/data/income", .missing("refused"))
    let later = interview.resumed()
    #expect(later.isRelevant("/data/why") == true)
    #expect(later.value("/data/kind") == "missing")
  }

  @Test func constraintsAndRowsReadIt() throws {
    var interview = try Fixture.interview(items)
    try interview.answer("/data/income", .text("5"))
    #expect(try interview.answer("/data/spent", .text("6")).constraint == false)
    try interview.answer("/data/income", .missing("refused"))
    #expect(try interview.answer("/data/spent", .text("6")).constraint == true)
    try interview.addRow("/data/person")
    try interview.answer("/data/person[2]/age", .missing("refused"))
    #expect(interview.value("/data/untold") == "1")
  }

  @Test func whatIsNotAskedIsNotMissing() throws {
    var interview = try Fixture.interview([
      Fixture.question(.text, "gate"),
      Fixture.question(.text, "q") { $0.relevant = Formula("${gate} = 'yes'") },
      Fixture.calculation("m", "missing(${q})"),
    ])
    try interview.answer("/data/gate", .text("yes"))
    try interview.answer("/data/q", .missing("refused"))
    #expect(interview.value("/data/m") == "1")
    try interview.answer("/data/gate", .text("no"))
    #expect(interview.value("/data/m") == "0")
  }

  @Test func choiceFiltersReadIt() throws {
    var interview = try Fixture.interview(
      [
        Fixture.question(.text, "q"),
        Fixture.question(.selectOne(ChoiceSource(.list("l"))), "c") {
          $0.choiceFilter = Formula("area = 'all' or missing(${q})")
        },
      ], lists: [Fixture.list("l", [("a", "all"), ("b", "some")])])
    #expect(interview.node("/data/c")?.presentation?.choices?.count == 1)
    try interview.answer("/data/q", .missing("refused"))
    #expect(interview.node("/data/c")?.presentation?.choices?.count == 2)
  }
}
