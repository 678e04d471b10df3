import Interviewing
import Messages
import QuestionnaireLanguage
import Replication
import Testing

struct AnswerTests {
  @Test func aTextOfAnotherTypeIsRefusedAndTheOldAnswerStays() throws {
    var interview = try Fixture.interview([Fixture.question(.integer, "age")])
    try interview.answer("/data/age", .text("4"))
    let outcome = try interview.answer("/data/age", .text("four"))
    #expect(outcome.violations.map(\.code) == [.type])
    #expect(interview.value("/data/age") == "4")
  }

  @Test func aRecordedTextOfAnotherTypeIsShownAndFlagged() throws {
    let form = try Fixture.form([Fixture.question(.integer, "age")])
    var pending = PendingWrites(author: Author(name: "ana", role: .enumerator))
    let key = RegisterKey.answer(AnswerKey(question: "/data/age"))
    pending.save(PendingWrites.Write(value: .text("four"), supersedes: []), to: key)
    let interview = Interview(
      form, record: Record(id: RecordID(high: 0, low: 1), kind: .response), pending: pending,
      environment: Fixture.environment())
    #expect(interview.value("/data/age") == "four")
    #expect(interview.violations().map(\.code) == [.type])
  }

  @Test func aMissingCodeSatisfiesRequiredAndReadsAsEmpty() throws {
    var interview = try Fixture.interview([
      Fixture.question(.integer, "age") { $0.required = Formula("true()") },
      Fixture.calculation("known", "if(${age} = '', 'no', 'yes')"),
    ])
    try interview.answer("/data/age", .missing("refused"))
    #expect(interview.violations().isEmpty)
    #expect(interview.node("/data/age")?.answer?.missing == "refused")
    #expect(interview.value("/data/known") == "no")
  }

  @Test func aMissingCodeThatIsNotAdmittedIsAViolation() throws {
    var interview = try Fixture.interview([
      Fixture.question(.integer, "age") { $0.missing = [] }
    ])
    try interview.answer("/data/age", .missing("refused"))
    #expect(interview.violations().map(\.code) == [.missing])
  }

  @Test func aConstraintJudgesAndStoresAllTheSame() throws {
    var interview = try Fixture.interview([
      Fixture.question(.integer, "age") { $0.constraint = Formula(". < 120") }
    ])
    #expect(try interview.judge("/data/age", .text("130")) == false)
    #expect(interview.value("/data/age") == "")
    let outcome = try interview.answer("/data/age", .text("130"))
    #expect(outcome.constraint == false)
    #expect(interview.value("/data/age") == "130")
    #expect(interview.violations().map(\.code) == [.constraint])
  }

  @Test func aSoftCheckWarns() throws {
    var interview = try Fixture.interview([
      Fixture.question(.integer, "members") {
        $0.softChecks = [
          SoftCheck(condition: Formula(". <= 15"), message: LocalizedText(["": "Many?"]))
        ]
      }
    ])
    try interview.answer("/data/members", .text("16"))
    let found = interview.violations()
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.message.english == "Many?")
    #expect(interview.finish().count == 1)
    #expect(interview.takeWrites().contains { $0.key == .field(RegisterKey.Field.finished) })
  }

  @Test func aChoiceThatTheFilterDoesNotOfferIsAViolation() throws {
    let list = Fixture.list("towns", [("acajutla", "west"), ("soyapango", "east")])
    var interview = try Fixture.interview(
      [
        Fixture.question(.text, "area"),
        Fixture.question(.selectOne(ChoiceSource(.list("towns"))), "town") {
          $0.choiceFilter = Formula("area = ${area}")
        },
      ], lists: [list])
    try interview.answer("/data/area", .text("west"))
    try interview.answer("/data/town", .text("acajutla"))
    #expect(interview.node("/data/town")?.presentation?.choices?.map(\.label) == ["ACAJUTLA"])
    #expect(interview.violations().isEmpty)
    try interview.answer("/data/area", .text("east"))
    #expect(interview.violations().map(\.code) == [.choice])
  }

  @Test func aPathThatLeadsNowhereIsAnError() throws {
    var interview = try Fixture.interview([Fixture.question(.integer, "age")])
    #expect(throws: InterviewError.noSuchNode(path: "/data/nothing")) {
      try interview.answer("/data/nothing", .text("1"))
    }
    #expect(throws: InterviewError.notAQuestion(path: "/data")) {
      try interview.answer("/data", .text("1"))
    }
  }

  @Test func aLabelShowsTheAnswersItNames() throws {
    var interview = try Fixture.interview([
      Fixture.question(.text, "name"),
      Fixture.question(.note, "hello") { $0.label = LocalizedText(["": "Hello ${name}!"]) },
    ])
    try interview.answer("/data/name", .text("Ana"))
    #expect(interview.node("/data/hello")?.presentation?.label == "Hello Ana!")
  }
}
