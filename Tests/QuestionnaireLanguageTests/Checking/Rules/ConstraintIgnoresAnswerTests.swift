import Testing

@testable import QuestionnaireLanguage

@Suite struct ConstraintIgnoresAnswerTests {
  @Test func marksAConstraintOnOtherAnswersOnly() throws {
    try expect(
      ConstraintIgnoresAnswer.self,
      in: """
        survey:
          - {type: integer, name: a, label: A}
          - {type: integer, name: b, label: B, constraint: "${a} > 1"}  # ✗
          - {type: integer, name: c, label: C, constraint: ". > ${a}"}
          - {type: integer, name: d, label: D, constraint: "${d} > ${a}"}
        """)
  }
}
