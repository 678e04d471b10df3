import Testing

@testable import QuestionnaireLanguage

@Suite struct NoQuestionsTests {
  @Test func marksAQuestionnaireThatAsksNothing() throws {
    try expect(
      NoQuestions.self,
      in: """
        survey: []
        """, wholeForm: 1)
  }

  @Test func acceptsOneQuestion() throws {
    try expect(
      NoQuestions.self,
      in: """
        survey:
          - {type: text, name: a, label: A}
        """)
  }
}
