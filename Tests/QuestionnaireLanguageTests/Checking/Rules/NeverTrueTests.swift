import Testing

@testable import QuestionnaireLanguage

@Suite struct NeverTrueTests {
  @Test func marksConditionsThatAreAlwaysFalse() throws {
    try expect(
      NeverTrue.self,
      in: """
        survey:
          - {type: text, name: a, label: A, relevant: false()}  # ✗
          - {type: text, name: b, label: B, relevant: "1 = 2 and ${a} = 'x'"}  # ✗
          - {type: text, name: c, label: C, relevant: "true() or ${a} = 'x'"}
          - {type: text, name: d, label: D, required: false()}
        """)
  }
}
