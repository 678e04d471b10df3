import Testing

@testable import QuestionnaireLanguage

struct RegularExpressionTests {
  @Test(arguments: [
    ("[0-9]{4}", "2024", true), ("[0-9]{4}", "20245", false), ("a|bc", "bc", true),
    ("^\\d{8}-\\d$", "12345678-9", true), ("(ab)+\\1", "ababab", true),
    ("[^a-z]*", "ABC", true), ("a{2,3}", "aaaa", false), ("(?i)sí", "SÍ", true),
    ("\\p{L}+", "ñandú", true), ("(?!0)\\d+", "012", false), ("a*?b", "aab", true),
    ("[\\w.]+@[\\w.]+", "a.b@c.sv", true), ("", "", true), ("(a*)*", "aaa", true),
    (".*\\bel\\b.*", "por el camino", true), ("a++a", "aaa", false),
  ])
  func wholeTextsMatch(_ pattern: String, _ text: String, _ matches: Bool) throws {
    #expect(try RegularExpression.matches(text, pattern: pattern) == matches)
  }

  @Test(arguments: ["(", "[a", "a{5,2}", "*a", "a**", "\\p{Klingon}", "a)"])
  func badPatternsAreErrors(_ pattern: String) {
    #expect(throws: EvaluationError(.regularExpression(pattern))) {
      try RegularExpression.matches("a", pattern: pattern)
    }
  }

  /// Parts that are empty or optional, counted by counts: few signs that stand for very much.
  @Test(arguments: [
    "(?:(?:(?:(?:){1000}){1000}){1000}){1000}", String(repeating: "(a)?", count: 2_000),
  ])
  func aPatternThatCountsTooMuchIsStopped(_ pattern: String) {
    #expect(throws: EvaluationError(.regularExpression(pattern))) {
      try RegularExpression.matches("a", pattern: pattern)
    }
  }

  @Test func aPatternThatBacktracksForEverIsStopped() {
    let text = String(repeating: "a", count: 60) + "b"
    #expect(throws: EvaluationError(.regularExpression("(a+)+"))) {
      try RegularExpression.matches(text, pattern: "(a+)+")
    }
  }
}
