import Testing

@testable import QuestionnaireLanguage

@Suite struct EmptyChoiceListTests {
  @Test func marksASelectOfAnEmptyList() throws {
    try expect(
      EmptyChoiceList.self,
      in: """
        choices:
          none: []
        survey:
          - {type: select_one none, name: a, label: A}  # ✗
        """)
  }
}
