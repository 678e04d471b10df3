import Testing

@testable import QuestionnaireLanguage

@Suite struct DuplicateChoiceTests {
  @Test func marksTheSecondChoiceOfThatName() throws {
    try expect(
      DuplicateChoice.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: a, label: B}  # ✗
          m:
            - {name: a, label: A}
        survey:
          - {type: select_one l, name: q, label: Q}
        """)
  }

  @Test func allowsThemWhereTheSettingsDo() throws {
    try expect(
      DuplicateChoice.self,
      in: """
        settings: {allow_choice_duplicates: "yes"}
        choices:
          l:
            - {name: a, label: A}
            - {name: a, label: B}
        survey:
          - {type: select_one l, name: q, label: Q}
        """)
  }
}
