import Testing

@testable import QuestionnaireLanguage

@Suite struct NamesDifferInCaseTests {
  @Test func marksANameThatDiffersInCaseOnly() throws {
    try expect(
      NamesDifferInCase.self,
      in: """
        survey:
          - {type: text, name: age, label: A}
          - {type: text, name: Age, label: A}  # ✗
          - {type: text, name: ages, label: A}
        """)
  }
}
