import Testing

@testable import QuestionnaireLanguage

@Suite struct AnswerLeavesNoChoiceTests {
  @Test func marksAFilterThatLeavesNothing() throws {
    try expect(
      AnswerLeavesNoChoice.self,
      in: """
        choices:
          dep:
            - {name: son, label: S}
            - {name: paz, label: P}
          town:
            - {name: a, label: A, dep: son}
        survey:
          - {type: select_one dep, name: d, label: D}
          - {type: select_one town, name: t, label: T, choice_filter: "dep = ${d}"}  # ✗
          - {type: select_one town, name: u, label: U, choice_filter: "dep = ${d}", relevant: "${d} = 'son'"}
        """)
  }
}
