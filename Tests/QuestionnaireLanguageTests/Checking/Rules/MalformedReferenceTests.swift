import Testing

@testable import QuestionnaireLanguage

@Suite struct MalformedReferenceTests {
  @Test func marksBracesThatHoldNoName() throws {
    try expect(
      MalformedReference.self,
      in: """
        survey:
          - {type: text, name: a, label: A}
          - {type: note, name: b, label: "${a + 1}"}  # ✗
          - {type: note, name: c, label: "${a"}  # ✗
          - {type: note, name: d, label: "${ a } costs $5"}
        """)
  }
}
