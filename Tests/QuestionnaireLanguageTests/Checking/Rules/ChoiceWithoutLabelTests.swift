import Testing

@testable import QuestionnaireLanguage

@Suite struct ChoiceWithoutLabelTests {
  @Test func marksAChoiceThatShowsNothing() throws {
    try expect(
      ChoiceWithoutLabel.self,
      in: """
        choices:
          l:
            - {name: a}  # ✗
            - {name: b, image: b.png}
            - {name: c, label: C}
        survey:
          - {type: select_one l, name: q, label: Q}
        """)
  }
}
