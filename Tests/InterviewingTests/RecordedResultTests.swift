import Foundation
import Interviewing
import QuestionnaireLanguage
import Replication
import Testing

/// What time and chance gave is recorded when it is made, and never made again.
struct RecordedResultTests {
  private let items = [
    Fixture.question(.metadata("start"), "start"),
    Fixture.question(.metadata("deviceid"), "device"),
    Fixture.calculation("drawn", "once(random())"),
    Fixture.question(.date, "day") { $0.defaultValue = Formula("today()") },
    Fixture.question(.text, "name"),
    Fixture.calculation("greeting", "concat('hi ', ${name})"),
    Fixture.question(.dateTime, "named_at") {
      $0.trigger = Formula("${name}")
      $0.calculation = Formula("now()")
      $0.label = LocalizedText()
    },
  ]

  @Test func resumingOnAnotherDayKeepsThem() throws {
    var interview = try Fixture.interview(items)
    try interview.answer("/data/name", .text("Ana"))
    #expect(interview.value("/data/day") == "2024-03-15")
    #expect(interview.value("/data/named_at") == "2024-03-15T10:00:00.000Z")
    let nodes = interview.nodes()
    #expect(interview.resumed().nodes() == nodes)
  }

  /// Somebody else's answer made a row that nobody has drawn for yet.
  @Test func whatIsFirstDrawnOnResumingIsStoredToo() throws {
    let form = try Fixture.form([
      Fixture.question(.integer, "members"),
      Fixture.roster("person", count: "${members}", [Fixture.calculation("drawn", "random()")]),
    ])
    let key = RegisterKey.answer(AnswerKey(question: "/data/members"))
    let pending = PendingWrites(
      author: Author(name: "ana", role: .enumerator),
      writes: [key: PendingWrites.Write(value: .text("2"), supersedes: [])])
    var interview = Interview(
      form, record: Record(id: RecordID(high: 0, low: 1), kind: .response), pending: pending,
      environment: Fixture.environment())
    let drawn = try #require(interview.value("/data/person[2]/drawn"))
    let write = interview.takeWrites().first {
      $0.key == .answer(AnswerKey(question: "/data/person/drawn", rows: [.ordinal(2)]))
    }
    #expect(write?.value == .text(drawn))
  }

  @Test func aChangeRunsOnlyWhatReadsIt() throws {
    var interview = try Fixture.interview([
      Fixture.question(.text, "read"), Fixture.question(.text, "unread"),
      Fixture.calculation("drawn", "concat(${read}, random())"),
    ])
    let first = interview.value("/data/drawn")
    try interview.answer("/data/unread", .text("x"))
    #expect(interview.value("/data/drawn") == first)
    try interview.answer("/data/read", .text("x"))
    #expect(interview.value("/data/drawn") != first)
  }

  @Test func derivedValuesAreNotStored() throws {
    var interview = try Fixture.interview(items)
    try interview.answer("/data/name", .text("Ana"))
    let keys = interview.takeWrites().compactMap { write -> String? in
      if case .answer(let key) = write.key { key.question } else { nil }
    }
    #expect(!keys.contains("/data/greeting"))
    #expect(keys.contains("/data/drawn") && keys.contains("/data/start"))
    #expect(interview.takeWrites().isEmpty)
  }

  @Test func timesAreReadInTheZoneTheInterviewBeganIn() throws {
    let form = try Fixture.form([
      Fixture.question(.dateTime, "seen"),
      Fixture.calculation("day", "format-date(${seen}, '%Y-%m-%d')"),
    ])
    var environment = Fixture.environment()
    environment.timeZone = try #require(TimeZone(identifier: "America/El_Salvador"))
    var interview = Interview(form, environment: environment)
    try interview.answer("/data/seen", .text("2024-03-15T20:30:00.000-06:00"))
    #expect(interview.value("/data/day") == "2024-03-15")
    let elsewhere = interview.resumed(environment: Fixture.environment())
    #expect(elsewhere.value("/data/day") == "2024-03-15")
    #expect(elsewhere.value("/data/seen") == "2024-03-15T20:30:00.000-06:00")
  }

  @Test func aClearedDefaultStaysCleared() throws {
    var interview = try Fixture.interview([
      Fixture.question(.text, "country") { $0.defaultValue = Formula("SV") }
    ])
    #expect(interview.value("/data/country") == "SV")
    try interview.answer("/data/country", .cleared)
    #expect(interview.resumed().value("/data/country") == "")
  }

  @Test func registersOfOtherQuestionnairesAreLeftAlone() throws {
    let form = try Fixture.form([Fixture.question(.text, "name")])
    var pending = PendingWrites(author: Author(name: "ana", role: .enumerator))
    for question in ["/data/name", "/data/gone", "/other/name"] {
      pending.save(
        PendingWrites.Write(value: .text("Ana"), supersedes: []),
        to: .answer(AnswerKey(question: question)))
    }
    var interview = Interview(
      form, record: Record(id: RecordID(high: 0, low: 1), kind: .response), pending: pending,
      environment: Fixture.environment())
    #expect(interview.value("/data/name") == "Ana")
    #expect(interview.takeWrites().isEmpty)
  }
}
