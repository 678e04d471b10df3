import Testing

@testable import QuestionnaireLanguage

@Suite struct UnknownTriggerTests {
  @Test func marksTriggersThatNobodySees() throws {
    try expect(
      UnknownTrigger.self,
      in: """
        survey:
          - {type: text, name: a, label: A}
          - {type: calculate, name: b, calculation: now(), trigger: "${a}"}
          - {type: calculate, name: c, calculation: now(), trigger: "${nobody}"}  # ✗
          - {type: calculate, name: d, calculation: now(), trigger: "${b}"}  # ✗
          - {type: calculate, name: e, calculation: now(), trigger: a}  # ✗
          - {type: calculate, name: f, calculation: now(), trigger: "${a} and more"}  # ✗
        """)
  }
}
