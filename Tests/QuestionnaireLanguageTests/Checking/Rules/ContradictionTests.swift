import Testing

@testable import QuestionnaireLanguage

@Suite struct ContradictionTests {
  @Test func marksPartsThatExcludeEachOther() throws {
    try expect(
      Contradiction.self,
      in: """
        survey:
          - {type: integer, name: age, label: A, constraint: ". > 100 and . < 5"}  # ✗
          - {type: text, name: b, label: B, relevant: "${age} = 1 and ${age} = 2"}  # ✗
          - {type: text, name: c, label: C, relevant: "${age} >= 18 and ${age} <= 18 and ${b} = 'x'"}
          - {type: text, name: d, label: D, relevant: "${age} = 1 or ${age} = 2"}
        """)
  }
}
