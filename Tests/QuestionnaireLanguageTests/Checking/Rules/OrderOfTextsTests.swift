import Testing

@testable import QuestionnaireLanguage

@Suite struct OrderOfTextsTests {
  @Test func marksWordsThatAreAskedToBeGreater() throws {
    try expect(
      OrderOfTexts.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
          n:
            - {name: "1", label: A}
            - {name: "2", label: B}
        survey:
          - {type: select_one l, name: q, label: Q}
          - {type: select_one n, name: r, label: R}
          - {type: text, name: t, label: T}
          - {type: text, name: a, label: A, relevant: "${q} > 'a'"}  # ✗
          - {type: text, name: b, label: B, relevant: "${t} >= 'm'"}  # ✗
          - {type: text, name: c, label: C, relevant: "${r} > 1 and ${t} > '3'"}
        """)
  }
}
