import Testing

@testable import QuestionnaireLanguage

@Suite struct CircularDependencyTests {
  @Test func marksCirclesOfCalculationAndRelevance() throws {
    try expect(
      CircularDependency.self,
      in: """
        survey:
          - {type: calculate, name: a, calculation: "${b} + 1"}  # ✗
          - {type: calculate, name: b, calculation: "${a} + 1"}
          - {type: text, name: c, label: C, relevant: "${c} = ''"}  # ✗
          - type: group
            name: g
            relevant: "${inside} = 1"  # ✗
            items: [{type: integer, name: inside, label: I}]
        """)
  }

  @Test func letsConstraintsFiltersAndLastSavedLookAtThemselves() throws {
    try expect(
      CircularDependency.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
        survey:
          - {type: integer, name: a, label: A, constraint: "${a} > ${b}"}
          - {type: integer, name: b, label: B, constraint: "${a} < ${b}"}
          - {type: select_one l, name: c, label: C, choice_filter: "not(selected(${c}, name))"}
          - {type: calculate, name: d, calculation: "${last-saved#d} + 1"}
          - {type: repeat, name: r, items: [{type: calculate, name: n, calculation: "count(${r})"},
              {type: text, name: t, label: T}]}
        """)
  }
}
