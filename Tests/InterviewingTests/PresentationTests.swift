import Interviewing
import Messages
import QuestionnaireLanguage
import Replication
import Testing

struct PresentationTests {
  private func bilingual() throws -> Interview {
    var list = ChoiceList(name: "yes_no")
    list.choices = [
      Choice(name: "yes", label: LocalizedText(["es": "Sí", "en": "Yes"])),
      Choice(name: "no", label: LocalizedText(["es": "No", "en": "No"])),
    ]
    let source = ChoiceSource(.list("yes_no"))
    var form = Fixture.questionnaire(
      [
        Fixture.question(.selectOne(source), "agrees") {
          $0.label = LocalizedText(["es": "¿Acepta?", "en": "Do you agree?"])
          $0.required = Formula("true()")
          $0.requiredMessage = LocalizedText(["es": "Pregunte.", "en": "Ask."])
        },
        Fixture.question(.note, "said") {
          $0.label = LocalizedText(["es": "Dijo ${word}", "en": "Said ${word}"])
        },
        Fixture.calculation("word", "jr:choice-name(${agrees}, '${agrees}')"),
      ], lists: [list])
    form.languages = ["es", "en"]
    form.defaultLanguage = "es"
    return Interview(try CompiledQuestionnaire(form), environment: Fixture.environment())
  }

  @Test func everyTextFollowsTheLanguage() throws {
    var interview = try bilingual()
    #expect(interview.node("/data/agrees")?.presentation?.label == "¿Acepta?")
    interview.language = "en"
    let shown = interview.node("/data/agrees")?.presentation
    #expect(shown?.label == "Do you agree?")
    #expect(shown?.choices?.map(\.label) == ["Yes", "No"])
  }

  @Test func aChoiceIsNamedInALabel() throws {
    var interview = try bilingual()
    try interview.answer("/data/agrees", .text("yes"))
    #expect(interview.node("/data/said")?.presentation?.label == "Dijo Sí")
  }

  @Test func aViolationSpeaksTheAuthorsWordsInBothLanguages() throws {
    let message = try #require(try bilingual().violations().first?.message)
    #expect(message.spanish == "Pregunte." && message.english == "Ask.")
  }

  @Test func aSeedFixesTheOrderOfChoices() throws {
    let list = Fixture.list("letters", "abcdefgh".map { (String($0), "") })
    func order(seed: UInt64) throws -> [String]? {
      let form = try Fixture.form(
        [
          Fixture.question(.selectOne(ChoiceSource(.list("letters"))), "letter") {
            $0.parameters = ["randomize": "true", "seed": "42"]
          }
        ], lists: [list])
      let interview = Interview(form, environment: Fixture.environment(seed: seed))
      return interview.node("/data/letter")?.presentation?.choices?.map(\.name)
    }
    let first = try order(seed: 1)
    #expect(try order(seed: 2) == first)
    #expect(first?.sorted() == "abcdefgh".map(String.init))
    #expect(first != first?.sorted())
  }

  @Test func anotherChoiceIsSpecifiedInATextOfItsOwn() throws {
    let list = Fixture.list("letters", [("a", "")])
    var interview = try Fixture.interview(
      [Fixture.question(.selectOne(ChoiceSource(.list("letters"), orOther: true)), "letter")],
      lists: [list])
    #expect(interview.node("/data/letter")?.presentation?.choices?.map(\.name) == ["a", "other"])
    #expect(interview.isRelevant("/data/letter_other") == false)
    try interview.answer("/data/letter", .text("other"))
    #expect(interview.isRelevant("/data/letter_other") == true)
  }

  @Test func theRowsOfARosterAreChoices() throws {
    var interview = try Fixture.interview([
      Fixture.roster("person", [Fixture.question(.text, "first_name")]),
      Fixture.question(.selectOne(ChoiceSource(.roster("${first_name}"))), "head"),
    ])
    try interview.addRow("/data/person")
    try interview.answer("/data/person[1]/first_name", .text("Ana"))
    #expect(interview.node("/data/head")?.presentation?.choices?.map(\.name) == ["Ana"])
    try interview.answer("/data/person[2]/first_name", .text("Eva"))
    #expect(interview.node("/data/head")?.presentation?.choices?.map(\.name) == ["Ana", "Eva"])
  }

  /// The province changed and the district did not yet: towns are offered as without a district.
  @Test func anAnswerThatIsNoLongerOfferedFiltersNothing() throws {
    var interview = try Fixture.interview(
      [
        Fixture.question(.text, "province"),
        Fixture.question(.selectOne(ChoiceSource(.list("districts"))), "district") {
          $0.choiceFilter = Formula("area = ${province}")
        },
        Fixture.question(.selectOne(ChoiceSource(.list("towns"))), "town") {
          $0.choiceFilter = Formula("area = ${district}")
        },
      ],
      lists: [
        Fixture.list("districts", [("north 1", "north"), ("south", "south")]),
        Fixture.list("towns", [("a", "north 1"), ("b", "south"), ("else", "")]),
      ])
    func towns() -> [String]? {
      interview.node("/data/town")?.presentation?.choices?.map(\.name)
    }
    try interview.answer("/data/province", .text("north"))
    try interview.answer("/data/district", .text("north 1"))
    #expect(towns() == ["a"])
    try interview.answer("/data/province", .text("south"))
    #expect(towns() == ["else"])
    #expect(interview.value("/data/district") == "north 1")
    #expect(interview.violations().map(\.code) == [.choice])
  }

  @Test func aTextThatDoesNotExistIsMarked() throws {
    let interview = try Fixture.interview([Fixture.calculation("a", "jr:itext('nothing-1')")])
    #expect(interview.value("/data/a") == "[itext:nothing-1]")
  }
}
