import Testing

@testable import QuestionnaireLanguage

@Suite struct MissingVersionTests {
  @Test func findsAnEmptyVersion() {
    #expect(MissingVersion.check(CheckContext(Questionnaire(id: "f"))).count == 1)
    #expect(MissingVersion.check(CheckContext(Questionnaire(id: "f", version: "1"))).isEmpty)
  }
}
