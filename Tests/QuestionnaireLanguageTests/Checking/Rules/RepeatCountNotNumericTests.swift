import Testing

@testable import QuestionnaireLanguage

@Suite struct RepeatCountNotNumericTests {
  @Test func marksACountFromWhatIsNoNumber() throws {
    try expect(
      RepeatCountNotNumeric.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: select_multiple l, name: q, label: Q}
          - {type: integer, name: n, label: N}
          - type: repeat
            name: r
            repeat_count: ${q}  # ✗
            items: [{type: text, name: a, label: A}]
          - type: repeat
            name: s
            repeat_count: count-selected(${q}) + ${n}
            items: [{type: text, name: b, label: B}]
        """)
  }
}
