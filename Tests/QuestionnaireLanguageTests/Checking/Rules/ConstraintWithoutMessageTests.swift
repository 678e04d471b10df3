import Testing

@testable import QuestionnaireLanguage

@Suite struct ConstraintWithoutMessageTests {
  @Test func marksARefusalWithoutAReason() throws {
    try expect(
      ConstraintWithoutMessage.self,
      in: """
        survey:
          - {type: integer, name: a, label: A, constraint: . > 1}  # ✗
          - {type: integer, name: b, label: B, constraint: . > 1, constraint_message: More than one.}
        """)
  }
}
