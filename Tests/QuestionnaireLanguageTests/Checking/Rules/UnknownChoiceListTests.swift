import Testing

@testable import QuestionnaireLanguage

@Suite struct UnknownChoiceListTests {
  @Test func marksAListThatIsNotThere() throws {
    try expect(
      UnknownChoiceList.self,
      in: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_one yes_no, name: a, label: A}
          - {type: select_one yesno, name: b, label: B}  # ✗
          - {type: select_one_external places, name: c, label: C, choice_filter: x = 1}  # ✗
          - {type: select_one_from_file places.csv, name: d, label: D}
        """)
  }

  @Test func suggestsTheListMeant() throws {
    let remedies = try remedies(
      UnknownChoiceList.self,
      in: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_one yesno, name: b, label: B}
        """)
    #expect(remedies.count == 1 && remedies[0].hasPrefix("Did you mean “yes_no”?"))
  }
}
