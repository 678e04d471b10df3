import Testing

@testable import QuestionnaireLanguage

@Suite struct OtherWithFilterTests {
  @Test func marksOrOtherBesideAFilter() throws {
    try expect(
      OtherWithFilter.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
        survey:
          - {type: select_one l or_other, name: q, label: Q, choice_filter: name != 'a'}  # ✗
          - {type: select_one l or_other, name: r, label: R}
        """)
  }
}
