import Testing

@testable import QuestionnaireLanguage

@Suite struct OtherWithoutTextTests {
  @Test func marksASpecifyThatNothingTakes() throws {
    try expect(
      OtherWithoutText.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: x, label: Otro (especifique)}
        survey:
          - {type: select_one l, name: q, label: Q}  # ✗
          - {type: integer, name: n, label: N}
          - {type: select_one l, name: r, label: R}
          - {type: text, name: s, label: S, relevant: "${r} = 'x'"}
          - {type: select_multiple l, name: t, label: T}
          - {type: integer, name: u, label: U}
          - {type: text, name: v, label: V, relevant: "selected(${t}, 'x')"}
        """)
  }
}
