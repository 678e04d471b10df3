import Testing

@testable import QuestionnaireLanguage

@Suite struct SelectionOfNoSelectTests {
  @Test func marksSelectedOfANumber() throws {
    try expect(
      SelectionOfNoSelect.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: integer, name: n, label: N}
          - {type: select_one l, name: q, label: Q}
          - {type: text, name: w, label: W}
          - {type: text, name: a, label: A, relevant: "selected(${n}, '1')"}  # ✗
          - {type: text, name: b, label: B, relevant: "count-selected(today()) = 1"}  # ✗
          - {type: text, name: c, label: C, relevant: "selected(${q}, 'a') or selected(${w}, 'x')"}
        """)
  }
}
