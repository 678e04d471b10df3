import Testing

@testable import QuestionnaireLanguage

@Suite struct DateComparedWithTextTests {
  @Test func marksAnOrderOfDateAndText() throws {
    try expect(
      DateComparedWithText.self,
      in: """
        survey:
          - {type: date, name: d, label: D, constraint: ". <= '2026-01-31'"}  # ✗
          - {type: date, name: e, label: E, constraint: ". <= date('2026-01-31') and . != '2026-01-01'"}
        """)
  }
}
