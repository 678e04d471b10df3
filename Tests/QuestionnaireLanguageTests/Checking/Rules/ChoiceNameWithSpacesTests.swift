import Testing

@testable import QuestionnaireLanguage

@Suite struct ChoiceNameWithSpacesTests {
  @Test func marksSpacesWhereSeveralMayBeChosen() throws {
    try expect(
      ChoiceNameWithSpaces.self,
      in: """
        choices:
          many:
            - {name: a b, label: A}  # ✗
          one:
            - {name: a b, label: A}
        survey:
          - {type: select_multiple many, name: q, label: Q}
          - {type: select_one one, name: r, label: R}
        """)
  }
}
