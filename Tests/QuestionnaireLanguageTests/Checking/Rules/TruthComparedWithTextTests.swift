import Testing

@testable import QuestionnaireLanguage

@Suite struct TruthComparedWithTextTests {
  @Test func marksAConditionBesideAText() throws {
    try expect(
      TruthComparedWithText.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: select_multiple l, name: q, label: Q}
          - {type: text, name: a, label: A, relevant: "selected(${q}, 'a') = 'false'"}  # ✗
          - {type: text, name: b, label: B, relevant: "selected(${q}, 'a') = 'no'"}  # ✗
          - {type: text, name: c, label: C, relevant: "selected(${q}, 'a') = true()"}
          - {type: text, name: d, label: D, relevant: "selected(${q}, 'a') = 'true'"}
        """)
  }
}
