import Testing

@testable import QuestionnaireLanguage

@Suite struct TextShowsLaterAnswerTests {
  @Test func marksATextThatIsReadBeforeItsAnswer() throws {
    try expect(
      TextShowsLaterAnswer.self,
      in: """
        survey:
          - {type: text, name: a, label: "¿${b}?"}  # ✗
          - {type: text, name: b, label: "¿${a}?"}
          - type: group
            name: g
            label: ${c}
            appearance: field-list
            items:
              - {type: note, name: n, label: "${c}"}
              - {type: text, name: c, label: C}
        """)
  }
}
