import Testing

@testable import QuestionnaireLanguage

@Suite struct OnceOutsideCalculationTests {
  @Test func marksOnceInAConditionOnly() throws {
    try expect(
      OnceOutsideCalculation.self,
      in: """
        survey:
          - {type: calculate, name: a, calculation: once(uuid())}
          - {type: text, name: b, label: B, default: once(uuid())}
          - {type: text, name: c, label: C, relevant: once(random()) > 0.5}  # ✗
        """)
  }
}
