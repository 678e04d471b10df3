import Interviewing
import QuestionnaireLanguage
import Replication
import Testing

struct RosterTests {
  private let people = [
    Fixture.roster(
      "person",
      [
        Fixture.question(.integer, "age"),
        Fixture.calculation("line", "position(..)"),
        Fixture.calculation("share", "${age} div ${total}"),
      ]),
    Fixture.calculation("total", "sum(${age})"),
  ]

  @Test func everyRowReadsItsOwnAnswers() throws {
    var interview = try Fixture.interview(people)
    #expect(try interview.addRow("/data/person") == "/data/person[2]")
    try interview.answer("/data/person[1]/age", .text("10"))
    try interview.answer("/data/person[2]/age", .text("30"))
    #expect(interview.value("/data/total") == "40")
    #expect(interview.value("/data/person[1]/share") == "0.25")
    #expect(interview.value("/data/person[2]/share") == "0.75")
  }

  @Test func deletingARowMovesTheOnesAfterIt() throws {
    var interview = try Fixture.interview(people)
    try interview.addRow("/data/person")
    try interview.addRow("/data/person")
    try interview.answer("/data/person[3]/age", .text("5"))
    try interview.deleteRow("/data/person[1]")
    #expect(interview.value("/data/person[2]/age") == "5")
    #expect(interview.value("/data/person[2]/line") == "2")
    #expect(!interview.exists("/data/person[3]"))
    #expect(interview.value("/data/total") == "5")
  }

  @Test func deletedAndAddedRowsAreTheSameAfterResuming() throws {
    var interview = try Fixture.interview(people)
    try interview.addRow("/data/person")
    try interview.addRow("/data/person")
    try interview.answer("/data/person[2]/age", .text("7"))
    try interview.deleteRow("/data/person[1]")
    let nodes = interview.nodes()
    #expect(interview.resumed().nodes() == nodes)
  }

  @Test func aRowAddedAfterADeletionStaysLastAfterResuming() throws {
    for seed in UInt64(1)...8 {
      var interview = Interview(
        try Fixture.form(people), environment: Fixture.environment(seed: seed))
      for age in ["1", "2", "3"] {
        try interview.answer(try interview.addRow("/data/person") + "/age", .text(age))
      }
      try interview.deleteRow("/data/person[2]")
      try interview.answer(try interview.addRow("/data/person") + "/age", .text("4"))
      let nodes = interview.nodes()
      var again = interview.resumed()
      #expect(again.nodes() == nodes)
      try again.deleteRow("/data/person[2]")
      #expect(try again.addRow("/data/person") == "/data/person[4]")
      #expect(again.value("/data/person[3]/age") == "4")
    }
  }

  @Test func aCountMakesRowsAndKeepsThoseBeyondItAside() throws {
    var interview = try Fixture.interview([
      Fixture.question(.integer, "members"),
      Fixture.roster(
        "person", count: "${members}",
        [Fixture.question(.integer, "age") { $0.required = Formula("true()") }]),
      Fixture.calculation("total", "sum(${age})"),
    ])
    try interview.answer("/data/members", .text("3"))
    try interview.answer("/data/person[3]/age", .text("8"))
    #expect(interview.value("/data/total") == "8")
    try interview.answer("/data/members", .text("2"))
    #expect(interview.isRelevant("/data/person[3]/age") == false)
    #expect(interview.value("/data/total") == "0")
    #expect(interview.violations().count == 2)
    try interview.answer("/data/members", .text("3"))
    #expect(interview.value("/data/person[3]/age") == "8")
    #expect(throws: InterviewError.countedRoster(path: "/data/person")) {
      try interview.addRow("/data/person")
    }
  }

  @Test func twoPeopleWhoCountThreeRowsMakeThree() throws {
    let form = try Fixture.form([
      Fixture.question(.integer, "members"),
      Fixture.roster("person", count: "${members}", [Fixture.question(.text, "name")]),
    ])
    var one = Interview(form, environment: Fixture.environment(seed: 1))
    var two = Interview(form, environment: Fixture.environment(seed: 2))
    for interview in [0, 1] {
      if interview == 0 {
        try one.answer("/data/members", .text("3"))
        try one.answer("/data/person[1]/name", .text("Ana"))
      } else {
        try two.answer("/data/members", .text("3"))
        try two.answer("/data/person[2]/name", .text("Eva"))
      }
    }
    var pending = PendingWrites(author: Author(name: "ana", role: .enumerator))
    for (key, value) in one.takeWrites() + two.takeWrites() {
      pending.save(PendingWrites.Write(value: value, supersedes: []), to: key)
    }
    let merged = Interview(
      form, record: Record(id: RecordID(high: 0, low: 1), kind: .response), pending: pending,
      environment: Fixture.environment())
    #expect(merged.value("/data/person[1]/name") == "Ana")
    #expect(merged.value("/data/person[2]/name") == "Eva")
    #expect(merged.exists("/data/person[3]") && !merged.exists("/data/person[4]"))
  }

  @Test(arguments: [AnswerValue.cleared, .missing("refused")])
  func rowsOfACountThatWasEmptiedAreStillThereAfterResuming(count: AnswerValue) throws {
    var interview = try Fixture.interview([
      Fixture.question(.integer, "members") { $0.missing = ["refused"] },
      Fixture.roster(
        "person", count: "${members}",
        [
          Fixture.question(.text, "name"),
          Fixture.question(.integer, "trips"),
          Fixture.roster("trip", count: "${trips}", [Fixture.question(.text, "to")]),
        ]),
    ])
    try interview.answer("/data/members", .text("3"))
    try interview.answer("/data/person[3]/name", .text("Ana"))
    try interview.answer("/data/person[3]/trips", .text("2"))
    try interview.answer("/data/person[3]/trip[2]/to", .text("Izalco"))
    try interview.answer("/data/person[3]/trips", .cleared)
    try interview.answer("/data/members", count)
    let nodes = interview.nodes()
    #expect(interview.value("/data/person[3]/trip[2]/to") == "Izalco")
    #expect(interview.resumed().nodes() == nodes)
  }

  @Test func rowsBeyondACountThatShrankAreAsideAfterResumingToo() throws {
    var interview = try Fixture.interview([
      Fixture.question(.integer, "members"),
      Fixture.roster("person", count: "${members}", [Fixture.question(.integer, "age")]),
      Fixture.calculation("total", "sum(${age})"),
    ])
    try interview.answer("/data/members", .text("3"))
    try interview.answer("/data/person[1]/age", .text("5"))
    try interview.answer("/data/person[3]/age", .text("8"))
    try interview.answer("/data/members", .text("2"))
    var again = interview.resumed()
    #expect(again.isRelevant("/data/person[3]/age") == false)
    #expect(again.value("/data/total") == "5")
    try again.answer("/data/members", .text("3"))
    #expect(again.value("/data/total") == "13")
  }

  @Test func aRecordedRowFarBeyondTheLimitMakesNoMoreThanTheLimit() throws {
    let form = try Fixture.form([
      Fixture.question(.integer, "members"),
      Fixture.roster("person", count: "${members}", [Fixture.question(.text, "name")]),
    ])
    var pending = PendingWrites(author: Author(name: "ana", role: .enumerator))
    pending.save(
      PendingWrites.Write(value: .text("Ana"), supersedes: []),
      to: .answer(AnswerKey(question: "/data/person/name", rows: [.ordinal(.max)])))
    let interview = Interview(
      form, record: Record(id: RecordID(high: 0, low: 1), kind: .response), pending: pending,
      environment: Fixture.environment())
    #expect(interview.exists("/data/person[\(InterviewLimits.maximumRows)]"))
    #expect(!interview.exists("/data/person[\(InterviewLimits.maximumRows + 1)]"))
  }

  @Test func aHugeCountStopsAtTheLimit() throws {
    var interview = try Fixture.interview([
      Fixture.question(.integer, "members"),
      Fixture.roster("person", count: "${members}", [Fixture.question(.text, "name")]),
    ])
    try interview.answer("/data/members", .text("2000000000"))
    #expect(interview.exists("/data/person[\(InterviewLimits.maximumRows)]"))
    #expect(!interview.exists("/data/person[\(InterviewLimits.maximumRows + 1)]"))
  }

  @Test func anotherRowIsReadByItsPlace() throws {
    var interview = try Fixture.interview([
      Fixture.roster(
        "visit",
        [
          Fixture.question(.integer, "meter"),
          Fixture.calculation(
            "before",
            "if(position(..) > 1, indexed-repeat(${meter}, ${visit}, position(..) - 1), 0)"
          ),
        ])
    ])
    try interview.addRow("/data/visit")
    try interview.answer("/data/visit[1]/meter", .text("100"))
    #expect(interview.value("/data/visit[2]/before") == "100")
    try interview.answer("/data/visit[1]/meter", .text("120"))
    #expect(interview.value("/data/visit[2]/before") == "120")
  }
}
