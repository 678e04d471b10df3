import Testing

@testable import QuestionnaireLanguage

@Suite struct ContradictionTests {
  @Test func marksPartsThatExcludeEachOther() throws {
    try expect(
      Contradiction.self,
      in: """
        survey:
          - {type: integer, name: age, label: A, constraint: ". > 100 and . < 5"}  # ✗
          - {type: text, name: b, label: B, relevant: "${age} = 1 and ${age} = 2"}  # ✗
          - {type: text, name: c, label: C, relevant: "${age} >= 18 and ${age} <= 18 and ${b} = 'x'"}
          - {type: text, name: d, label: D, relevant: "${age} = 1 or ${age} = 2"}
        """)
  }

  @Test func knowsWhatKindOfAnswerThereIs() throws {
    try expect(
      Contradiction.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: integer, name: n, label: N, constraint: ". > 3 and . < 4"}  # ✗
          - {type: decimal, name: m, label: M, constraint: ". > 3 and . < 4"}
          - {type: select_one l, name: q, label: Q}
          - {type: select_multiple l, name: r, label: R}
          - {type: text, name: x, label: X, relevant: "selected(${q}, 'a') and selected(${q}, 'b')"}  # ✗
          - {type: text, name: y, label: Y, relevant: "selected(${r}, 'a') and selected(${r}, 'b')"}
          - {type: text, name: z, label: Z, relevant: "selected(${r}, 'a') and not(selected(${r}, 'a'))"}  # ✗
          - {type: text, name: v, label: V, relevant: "${q} != 'a' and ${q} != 'b' and ${q} != ''"}  # ✗
          - {type: text, name: w, label: W, relevant: "(${n} > 5 or ${n} < 2) and ${n} = 3"}  # ✗
          - {type: text, name: u, label: U, relevant: "(${n} > 5 or ${q} = 'a') and ${n} = 3"}
          - {type: range, name: s, label: S, parameters: {start: 0, end: 10, step: 1}, constraint: . > 10}  # ✗
        """)
  }

  @Test func leavesAChoiceThatIsNotOfferedToItsOwnRule() throws {
    try expect(
      Contradiction.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
        survey:
          - {type: select_one l, name: q, label: Q}
          - {type: text, name: x, label: X, relevant: "${q} = 'other'"}
        """)
  }
}
