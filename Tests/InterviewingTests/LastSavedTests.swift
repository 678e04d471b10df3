import Interviewing
import QuestionnaireLanguage
import Replication
import Testing

/// `${last-saved#name}`.
@Suite struct LastSavedTests {
  private static let items = [
    Fixture.question(.text, "street") { $0.defaultValue = Formula("${last-saved#street}") },
    Fixture.question(.text, "note") {
      $0.relevant = Formula("${last-saved#street} = 'Sol'")
      $0.label = LocalizedText(["": "Before: ${last-saved#street}"])
    },
    Fixture.calculation("copy", "concat(${last-saved#street}, '!')"),
    Fixture.question(.text, "secret"),
  ]

  private static func start(_ lastSaved: [String: String]) throws -> Interview {
    var environment = Fixture.environment()
    environment.lastSaved = lastSaved
    return Interview(try Fixture.form(items), environment: environment)
  }

  @Test func isEmptyInTheFirstInterview() throws {
    let interview = try Self.start([:])
    #expect(interview.value("/data/street") == "")
    #expect(interview.isRelevant("/data/note") == false)
    #expect(interview.value("/data/copy") == "!")
  }

  @Test func isWhatTheInterviewBeforeSaid() throws {
    let interview = try Self.start(["/data/street": "Sol", "/data/secret": "x"])
    #expect(interview.value("/data/street") == "Sol")
    #expect(interview.isRelevant("/data/note") == true)
    #expect(interview.node("/data/note")?.presentation?.label == "Before: Sol")
    #expect(interview.value("/data/copy") == "Sol!")
  }

  /// A server, and a device on another day, have no interview before, or another.
  @Test func staysAsItWasWhenTheInterviewBegan() throws {
    var interview = try Self.start(["/data/street": "Sol", "/data/secret": "x"])
    try interview.answer("/data/street", .text("Luna"))
    var later = Fixture.environment(now: Fixture.start + 86_400_000, seed: 7)
    later.lastSaved = ["/data/street": "Mar"]
    let resumed = interview.resumed(environment: later)
    #expect(resumed.value("/data/street") == "Luna")
    #expect(resumed.isRelevant("/data/note") == true)
    #expect(resumed.value("/data/copy") == "Sol!")
  }

  @Test func recordsOnlyWhatTheQuestionnaireAsksFor() throws {
    var interview = try Self.start(["/data/street": "Sol", "/data/secret": "x"])
    let kept = interview.takeWrites().compactMap { write -> String? in
      if case .field(let name) = write.key, name.hasPrefix("last_saved") { name } else { nil }
    }
    #expect(kept == ["last_saved:/data/street"])
  }
}
