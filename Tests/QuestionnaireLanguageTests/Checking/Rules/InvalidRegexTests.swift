import Testing

@testable import QuestionnaireLanguage

@Suite struct InvalidRegexTests {
  @Test func marksPatternsThatDoNotParse() throws {
    try expect(
      InvalidRegex.self,
      in: """
        survey:
          - {type: text, name: a, label: A, constraint: "regex(., '[0-9')"}  # ✗
          - {type: text, name: b, label: B, constraint: "regex(., '^[0-9]{8}$')"}
        """)
  }
}
