import Testing

@testable import QuestionnaireLanguage

@Suite struct RangeParametersTests {
  @Test func marksRangesThatLeaveNothingToChoose() throws {
    try expect(
      RangeParameters.self,
      in: """
        survey:
          - {type: range, name: a, label: A, parameters: {start: "0", end: "10", step: "0"}}  # ✗
          - {type: range, name: b, label: B, parameters: {start: "0", end: "1", step: "5"}}  # ✗
          - {type: range, name: c, label: C, parameters: {start: low}}  # ✗
          - {type: range, name: d, label: D, parameters: {start: "0", end: "1", step: "0.25"}}
          - {type: range, name: e, label: E}
        """)
  }
}
