import Testing

@testable import QuestionnaireLanguage

@Suite struct MissingCalculationTests {
  @Test func marksACalculateRowThatCalculatesNothing() throws {
    try expect(
      MissingCalculation.self,
      in: """
        survey:
          - {type: calculate, name: a}  # ✗
          - {type: calculate, name: b, default: 5}  # ✗
          - {type: calculate, name: c, default: once(random())}
          - {type: calculate, name: d, calculation: 1 + 1}
          - {type: hidden, name: e}
        """)
  }
}
