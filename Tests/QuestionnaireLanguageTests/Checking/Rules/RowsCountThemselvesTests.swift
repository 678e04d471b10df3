import Testing

@testable import QuestionnaireLanguage

@Suite struct RowsCountThemselvesTests {
  @Test func marksACountFromInsideTheRoster() throws {
    try expect(
      RowsCountThemselves.self,
      in: """
        survey:
          - type: repeat
            name: r
            repeat_count: ${n}  # ✗
            items: [{type: integer, name: n, label: N}]
          - type: repeat
            name: s
            repeat_count: ${more}  # ✗
            items: [{type: integer, name: k, label: K}]
          - {type: calculate, name: more, calculation: "${k} + 1"}
        """)
  }

  @Test func leavesARosterThatGrowsByItsLastRow() throws {
    try expect(
      RowsCountThemselves.self,
      in: """
        survey:
          - {type: integer, name: n, label: N}
          - type: repeat
            name: r
            repeat_count: if(indexed-repeat(${again}, ${r}, count(${r})) = 'yes', count(${r}) + 1, ${n})
            items: [{type: text, name: again, label: A}]
        """)
  }
}
