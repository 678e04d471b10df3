import Interviewing
import QuestionnaireLanguage
import Replication
import Testing

/// Drawing the respondent: once, the same everywhere, and not again.
struct DrawTests {
  private static let items = [
    Fixture.question(.text, "hh"),
    Fixture.roster(
      "person", [Fixture.question(.text, "name"), Fixture.question(.integer, "age")]),
    Fixture.question(.text, "complete"),
    Fixture.question(.calculate, "drawn") {
      $0.calculation = Formula("draw('encuesta-2026', ${hh}, ${name}, ${age} >= 18)")
      $0.relevant = Formula("${complete} = 'yes'")
    },
    Fixture.calculation("who", "indexed-repeat(${name}, ${person}, selected-at(${drawn}, 0))"),
  ]
  /// Their marks in household 0614-12-1: Luis 5b…, Ana f8…, María José e6….
  private static let people = [("Ana", "40"), ("Luis", "41"), ("María José", "19"), ("Leo", "9")]

  private func interview(
    _ people: [(String, String)] = Self.people, seed: UInt64 = 1, complete: Bool = true
  ) throws -> Interview {
    var interview = Interview(
      try Fixture.form(Self.items), environment: Fixture.environment(seed: seed))
    try interview.answer("/data/hh", .text("0614-12-1"))
    for (index, person) in people.enumerated() {
      let row = index == 0 ? "/data/person[1]" : try interview.addRow("/data/person")
      try interview.answer(row + "/name", .text(person.0))
      try interview.answer(row + "/age", .text(person.1))
    }
    if complete { try interview.answer("/data/complete", .text("yes")) }
    return interview
  }

  private func draws(_ interview: Interview) -> [Violation] {
    interview.violations().filter { $0.code == .draw }
  }

  @Test func theSmallestMarkOfThoseWhoMayBeDrawnWins() throws {
    let made = try interview()
    #expect(made.value("/data/drawn") == "2 3 5b677d51957122ad")
    #expect(made.value("/data/who") == "Luis")
    #expect(draws(made).isEmpty)
    var minors = try interview([("Luis", "17"), ("Leo", "9")])
    #expect(minors.value("/data/drawn") == "", "nobody may be drawn")
    try minors.answer("/data/person[1]/age", .text("18"))
    #expect(minors.value("/data/drawn") == "1 1 5b677d51957122ad")
  }

  @Test func itWaitsUntilItIsAsked() throws {
    var waiting = try interview(complete: false)
    #expect(waiting.value("/data/drawn") == "")
    try waiting.answer("/data/complete", .text("yes"))
    #expect(waiting.value("/data/who") == "Luis")
  }

  @Test(arguments: [[1, 0, 2, 3], [3, 2, 1, 0], [2, 3, 0, 1]])
  func theOrderOfTheListMakesNoDifference(order: [Int]) throws {
    let made = try interview(order.map { Self.people[$0] }, seed: 99)
    #expect(made.value("/data/who") == "Luis")
    #expect(made.value("/data/drawn")?.hasSuffix(" 3 5b677d51957122ad") == true)
  }

  @Test func itIsStoredAndNotMadeAgain() throws {
    var made = try interview()
    var later = made.resumed()
    #expect(later.value("/data/drawn") == "2 3 5b677d51957122ad")
    #expect(later.takeWrites().isEmpty)
    // Asking again changes nothing, whatever the list has become meanwhile.
    try later.answer("/data/complete", .cleared)
    try later.answer("/data/person[2]/age", .text("17"))
    try later.answer("/data/complete", .text("yes"))
    #expect(later.value("/data/drawn") == "2 3 5b677d51957122ad")
    #expect(draws(later).map(\.severity) == [.warning], "two may be drawn now")
  }

  @Test func whoIsListedAgainHasNoOtherChance() throws {
    var made = try interview()
    try made.deleteRow("/data/person[2]")
    #expect(draws(made).map(\.severity) == [.error], "the person drawn is gone")
    let row = try made.addRow("/data/person")
    try made.answer(row + "/name", .text("Luis"))
    try made.answer(row + "/age", .text("41"))
    #expect(made.value("/data/drawn") == "4 3 5b677d51957122ad", "the position follows the person")
    #expect(made.value("/data/who") == "Luis")
    #expect(draws(made).isEmpty)
  }

  @Test func positionsFollowThePersonWhenOthersLeave() throws {
    var made = try interview()
    try made.deleteRow("/data/person[1]")
    #expect(made.value("/data/drawn") == "1 3 5b677d51957122ad")
    #expect(made.value("/data/who") == "Luis")
    #expect(draws(made).map(\.severity) == [.warning])
    #expect(made.resumed().value("/data/who") == "Luis")
  }

  @Test func aCorrectedNameIsFlagged() throws {
    var made = try interview()
    try made.answer("/data/person[2]/name", .text("Luis Alonso"))
    #expect(made.value("/data/drawn") == "2 3 5b677d51957122ad")
    #expect(draws(made).map(\.severity) == [.warning])
  }

  @Test func peopleOfOneNameHaveAChanceEach() throws {
    let made = try interview([("Ana", "40"), ("Ana", "20")])
    #expect(made.value("/data/drawn") == "2 2 709616972f76b1af", "the mark of the second Ana")
  }

  /// Two devices list the household apart, in another order, and their responses are merged: the
  /// list then has everybody twice or once, and both devices say the same.
  @Test func mergedDevicesAgree() throws {
    let start = Record(id: RecordID(high: 0, low: 1), kind: .response)
    func record(_ interview: Interview, _ replica: UInt64) -> Record {
      var (made, record) = (interview, start)
      var pending = PendingWrites(author: Author(name: "ana", role: .enumerator))
      for (key, value) in made.takeWrites() { pending.save(value, to: key, shown: start) }
      record.seal(
        pending, as: Dot(replica: ReplicaID(high: 0, low: replica), revision: 1),
        at: WallTime(milliseconds: Int64(replica)))
      return record
    }
    let here = record(try interview(), 1)
    let there = record(try interview(Self.people.reversed(), seed: 5), 2)
    var one = here
    one.merge(there)
    var other = there
    other.merge(here)
    let interviews = try [one, other].map {
      Interview(try Fixture.form(Self.items), record: $0, environment: Fixture.environment())
    }
    #expect(interviews[0].nodes() == interviews[1].nodes())
    #expect(interviews[0].value("/data/who") == "Luis")
    #expect(draws(interviews[0]).count == 1, "more people are listed than were drawn from")
  }

  @Test func withoutAKeyNothingIsDrawn() throws {
    var made = try interview(complete: false)
    try made.answer("/data/hh", .cleared)
    try made.answer("/data/complete", .text("yes"))
    #expect(made.value("/data/drawn") == "")
    try made.answer("/data/hh", .text("0614-12-1"))
    #expect(made.value("/data/who") == "Luis")
  }
}
