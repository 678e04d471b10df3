import Testing

@testable import QuestionnaireLanguage

@Suite struct NumberComparedWithTextTests {
  @Test func marksANumberComparedWithWords() throws {
    try expect(
      NumberComparedWithText.self,
      in: """
        survey:
          - {type: integer, name: age, label: A}
          - {type: text, name: b, label: B, relevant: "${age} = 'adult'"}  # ✗
          - {type: text, name: c, label: C, relevant: "${age} = '18' or ${age} = ''"}
        """)
  }
}
