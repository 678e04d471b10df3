import Testing

@testable import QuestionnaireLanguage

@Suite struct UnusedChoiceListTests {
  @Test func marksAListThatNothingUses() throws {
    try expect(
      UnusedChoiceList.self,
      in: """
        choices:
          left_over:
            - {name: a, label: A}  # ✗
          used:
            - {name: a, label: A}
          looked_up:
            - {name: a, label: A}
        survey:
          - {type: select_one used, name: q, label: Q}
          - {type: calculate, name: c, calculation: "instance('looked_up')/root/item[name = ${q}]/label"}
        """)
  }
}
