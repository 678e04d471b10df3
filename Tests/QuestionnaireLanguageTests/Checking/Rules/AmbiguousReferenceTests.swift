import Testing

@testable import QuestionnaireLanguage

@Suite struct AmbiguousReferenceTests {
  @Test func marksAReferenceToANameThatRepeats() throws {
    try expect(
      AmbiguousReference.self,
      in: """
        survey:
          - {type: group, name: g, items: [{type: text, name: a, label: A}]}
          - {type: group, name: h, items: [{type: text, name: a, label: A}]}
          - {type: note, name: n, label: "${a}"}  # ✗
        """)
  }
}
