import Testing

@testable import QuestionnaireLanguage

@Suite struct ChoiceWithoutNameTests {
  @Test func marksAChoiceThatStoresNothing() throws {
    try expect(
      ChoiceWithoutName.self,
      in: """
        choices:
          l:
            - {label: A}  # ✗
            - {name: b, label: B}
        survey:
          - {type: select_one l, name: q, label: Q}
        """)
  }
}
