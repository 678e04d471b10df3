import Testing

@testable import QuestionnaireLanguage

@Suite struct ClockInCalculationTests {
  @Test func marksACalculationThatTimeChanges() throws {
    try expect(
      ClockInCalculation.self,
      in: """
        survey:
          - {type: calculate, name: a, calculation: today()}  # ✗
          - {type: calculate, name: b, calculation: once(today())}
          - {type: calculate, name: c, calculation: 1 + 1}
        """)
  }
}
