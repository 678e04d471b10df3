import Testing

@testable import QuestionnaireLanguage

@Suite struct TextAsConditionTests {
  @Test func marksAValueWhereAConditionBelongs() throws {
    try expect(
      TextAsCondition.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: select_one l, name: q, label: Q}
          - {type: integer, name: n, label: N}
          - {type: text, name: a, label: A, relevant: "${q} = 'a' or 'b'"}  # ✗
          - {type: text, name: b, label: B, relevant: "${n} = 2 or 3"}  # ✗
          - {type: text, name: c, label: C, relevant: "${q}"}  # ✗
          - {type: text, name: d, label: D, relevant: "not(${q})"}  # ✗
          - {type: calculate, name: e, calculation: "if(${q}, 1, 2)"}  # ✗
          - {type: text, name: f, label: F, relevant: "${n}"}
          - {type: text, name: g, label: G, relevant: "${q} = 'a' or ${n} > 3 and true()"}
        """)
  }
}
