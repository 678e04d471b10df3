import Testing

@testable import QuestionnaireLanguage

@Suite struct ComparedWithItselfTests {
  @Test func marksAComparisonOfAQuestionWithItself() throws {
    try expect(
      ComparedWithItself.self,
      in: """
        survey:
          - {type: integer, name: a, label: A}
          - {type: integer, name: b, label: B, constraint: ". < ${b}"}  # ✗
          - {type: text, name: c, label: C, relevant: "${a} = ${a}"}  # ✗
          - {type: text, name: d, label: D, relevant: "${a} = ${b}"}
        """)
  }

  @Test func leavesDifferentRowsAlone() throws {
    try expect(
      ComparedWithItself.self,
      in: """
        survey:
          - type: repeat
            name: r
            items:
              - {type: integer, name: a, label: A, constraint: ". > ${r}[1]/a"}
        """)
  }
}
