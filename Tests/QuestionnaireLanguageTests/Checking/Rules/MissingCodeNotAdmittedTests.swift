import Testing

@testable import QuestionnaireLanguage

@Suite struct MissingCodeNotAdmittedTests {
  private let form = """
    missing_codes: {refused: Refused, dont_know: Doesn't know}
    survey:
      - {type: integer, name: a, label: A}
      - {type: integer, name: b, label: B, missing: [refused]}
      - {type: text, name: c, label: C, relevant: "missing(${a}, 'dont_know')"}
      - {type: text, name: d, label: D, relevant: "missing(${a}, 'dont_knows')"}  # ✗
      - {type: text, name: e, label: E, relevant: "missing(${b}, 'dont_know')"}  # ✗
      - {type: text, name: f, label: F, relevant: "missing(${b}) and missing(${b}, 'refused')"}
    """

  @Test func marksCodesThatTheQuestionLacks() throws {
    try expect(MissingCodeNotAdmitted.self, in: form)
    #expect(try remedies(MissingCodeNotAdmitted.self, in: form)[0].contains("dont_know"))
  }
}
