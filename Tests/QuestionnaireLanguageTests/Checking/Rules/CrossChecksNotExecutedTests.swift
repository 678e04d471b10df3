import Testing

@testable import QuestionnaireLanguage

@Suite struct CrossChecksNotExecutedTests {
  @Test func saysItOnceForAllChecks() throws {
    try expect(
      CrossChecksNotExecuted.self,
      in: """
        cross_checks:
          - {name: age, form: hogar, match: {hh: hh}, condition: "${age} = ${hogar#age}"}  # ✗
          - {name: sex, form: hogar, match: {hh: hh}, condition: "${sex} = ${hogar#sex}"}
        survey: [{type: text, name: hh, label: H}]
        """)
    try expect(CrossChecksNotExecuted.self, in: "survey: [{type: text, name: hh, label: H}]")
  }
}
