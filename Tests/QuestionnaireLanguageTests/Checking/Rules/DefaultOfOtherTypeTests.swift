import Testing

@testable import QuestionnaireLanguage

@Suite struct DefaultOfOtherTypeTests {
  @Test func marksADefaultThatIsNoValueOfTheType() throws {
    try expect(
      DefaultOfOtherType.self,
      in: """
        survey:
          - {type: integer, name: a, label: A, default: many}  # ✗
          - {type: date, name: b, label: B, default: 31/01/2026}  # ✗
          - {type: decimal, name: c, label: C, default: "1,5"}  # ✗
          - {type: integer, name: d, label: D, default: 5}
          - {type: date, name: e, label: E, default: 2026-01-31}
          - {type: date, name: f, label: F, default: today()}
        """)
  }
}
