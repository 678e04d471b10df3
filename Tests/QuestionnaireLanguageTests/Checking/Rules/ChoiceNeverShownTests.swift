import Testing

@testable import QuestionnaireLanguage

@Suite struct ChoiceNeverShownTests {
  @Test func marksARowThatNoAnswerShows() throws {
    try expect(
      ChoiceNeverShown.self,
      in: """
        choices:
          dep:
            - {name: son, label: S}
            - {name: paz, label: P}
          town:
            - {name: a, label: A, dep: son}
            - {name: b, label: B, dep: pas}  # ✗
            - {name: c, label: C, dep: paz}
        survey:
          - {type: select_one dep, name: d, label: D}
          - {type: select_one town, name: t, label: T, choice_filter: "dep = ${d}"}
        """)
  }

  @Test func leavesAListThatAnotherQuestionShowsWhole() throws {
    try expect(
      ChoiceNeverShown.self,
      in: """
        choices:
          dep:
            - {name: son, label: S}
            - {name: paz, label: P}
          town:
            - {name: b, label: B, dep: pas}
        survey:
          - {type: select_one dep, name: d, label: D}
          - {type: select_one town, name: t, label: T, choice_filter: "dep = ${d}"}
          - {type: select_one town, name: u, label: U}
        """)
  }
}
