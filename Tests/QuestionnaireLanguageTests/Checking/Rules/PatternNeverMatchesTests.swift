import Testing

@testable import QuestionnaireLanguage

@Suite struct PatternNeverMatchesTests {
  @Test func marksAPatternThatNoNumberMatches() throws {
    try expect(
      PatternNeverMatches.self,
      in: """
        survey:
          - {type: integer, name: a, label: A, constraint: "regex(., '^0[0-9]{8}$')"}  # ✗
          - {type: integer, name: b, label: B, constraint: "regex(., '[A-Z]+')"}  # ✗
          - {type: integer, name: c, label: C, constraint: "regex(., '^[0-9]{8}$')"}
          - {type: integer, name: d, label: D, constraint: "regex(., '^(0|[1-5])$')"}
          - {type: text, name: e, label: E, constraint: "regex(., '^0[0-9]{8}$')"}
          - {type: decimal, name: f, label: F, constraint: "regex(., '0[.][0-9]')"}
        """)
  }
}
