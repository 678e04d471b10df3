import Testing

@testable import QuestionnaireLanguage

@Suite struct SealNotEnforcedTests {
  @Test func saysItOnceForAllSeals() throws {
    try expect(
      SealNotEnforced.self,
      in: """
        survey:
          - type: group  # ✗
            name: violence
            sealed: yes
            items: [{type: text, name: a, label: A}]
          - type: group
            name: other
            sealed: yes
            items: [{type: text, name: b, label: B}]
        """)
    try expect(
      SealNotEnforced.self,
      in: "survey: [{type: group, name: g, sealed: no, items: [{type: text, name: a}]}]")
  }
}
