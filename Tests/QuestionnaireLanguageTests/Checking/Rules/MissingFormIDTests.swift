import Testing

@testable import QuestionnaireLanguage

@Suite struct MissingFormIDTests {
  @Test func findsAnEmptyId() {
    #expect(MissingFormID.check(CheckContext(Questionnaire(id: ""))).count == 1)
    #expect(MissingFormID.check(CheckContext(Questionnaire(id: "f"))).isEmpty)
  }
}
