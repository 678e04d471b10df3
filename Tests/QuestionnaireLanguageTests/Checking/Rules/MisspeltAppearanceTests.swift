import Testing

@testable import QuestionnaireLanguage

@Suite struct MisspeltAppearanceTests {
  @Test func marksAnAppearanceThatIsNearlyOne() throws {
    try expect(
      MisspeltAppearance.self,
      in: """
        survey:
          - {type: text, name: a, label: A, appearance: multi-line}  # ✗
          - {type: date, name: b, label: B, appearance: no-calender}  # ✗
          - {type: text, name: c, label: C, appearance: multiline w4 compact-3 mine}
          - {type: text, name: d, label: D, appearance: "ex:org.example.numberr(a=1)"}
        """)
  }
}
