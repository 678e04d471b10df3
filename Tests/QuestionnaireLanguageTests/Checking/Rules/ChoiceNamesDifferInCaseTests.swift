import Testing

@testable import QuestionnaireLanguage

@Suite struct ChoiceNamesDifferInCaseTests {
  @Test func marksNamesThatDifferOnlyInCase() throws {
    try expect(
      ChoiceNamesDifferInCase.self,
      in: """
        choices:
          l:
            - {name: Yes, label: A}
            - {name: yes, label: B}  # ✗
            - {name: other, label: C}
        survey:
          - {type: select_one l, name: q, label: Q}
        """)
  }
}
