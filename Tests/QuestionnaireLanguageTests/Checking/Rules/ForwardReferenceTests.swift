import Testing

@testable import QuestionnaireLanguage

@Suite struct ForwardReferenceTests {
  @Test func marksAConditionOnALaterAnswer() throws {
    try expect(
      ForwardReference.self,
      in: """
        survey:
          - {type: text, name: a, label: A, relevant: "${b} = 1"}  # ✗
          - {type: integer, name: b, label: B, relevant: "${c} = 1"}
          - {type: calculate, name: c, calculation: "${d}"}
          - {type: integer, name: d, label: D, constraint: ". > ${e}"}
          - {type: integer, name: e, label: E}
        """)
  }
}
