import Testing

@testable import QuestionnaireLanguage

@Suite struct DefaultBreaksConstraintTests {
  @Test func marksADefaultThatTheConstraintRefuses() throws {
    try expect(
      DefaultBreaksConstraint.self,
      in: """
        survey:
          - {type: integer, name: a, label: A, constraint: ". > 0 and . < 9", default: 0}  # ✗
          - {type: integer, name: b, label: B, constraint: ". > 0 and . < 9", default: 5}
          - {type: text, name: c, label: C, constraint: ". != 'x'", default: x}  # ✗
          - {type: integer, name: d, label: D, constraint: ". > ${a}", default: 0}
          - {type: integer, name: e, label: E, constraint: . > 0, default: 1 + 1}
        """)
  }
}
