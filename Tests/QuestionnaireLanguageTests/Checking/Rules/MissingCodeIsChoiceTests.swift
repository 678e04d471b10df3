import Testing

@testable import QuestionnaireLanguage

@Suite struct MissingCodeIsChoiceTests {
  @Test func marksAChoiceThatIsAlsoAMissingCode() throws {
    try expect(
      MissingCodeIsChoice.self,
      in: """
        missing_codes:
          refused: No responde
        choices:
          l:
            - {name: a, label: A}
            - {name: refused, label: B}  # ✗
          m:
            - {name: refused, label: C}
        survey:
          - {type: select_one l, name: q, label: Q}
          - {type: select_one m, name: r, label: R, missing: []}
        """)
  }
}
