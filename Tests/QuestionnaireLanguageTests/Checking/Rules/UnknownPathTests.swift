import Testing

@testable import QuestionnaireLanguage

@Suite struct UnknownPathTests {
  @Test func marksAPathThatLeadsNowhere() throws {
    try expect(
      UnknownPath.self,
      in: """
        survey:
          - {type: text, name: a, label: A}
          - {type: text, name: b, label: B, relevant: "/data/aa = 1"}  # ✗
          - {type: text, name: c, label: C, relevant: "../aa = 1"}  # ✗
          - {type: text, name: d, label: D, relevant: "../a = 1 and /data/a = 1 and /data/meta/instanceID"}
        """)
  }

  @Test func asksWhetherABareWordIsAQuestionOrAText() throws {
    let remedies = try remedies(
      UnknownPath.self,
      in: """
        survey:
          - {type: calculate, name: a, calculation: "if(1 = 1, none, '')"}
        """)
    #expect(remedies == ["Write “${none}” if it is a question, or “'none'” if it is a text."])
  }
}
