import Testing

@testable import QuestionnaireLanguage

@Suite struct UnknownFilterColumnTests {
  @Test func marksAColumnThatTheListLacks() throws {
    try expect(
      UnknownFilterColumn.self,
      in: """
        choices:
          town:
            - {name: a, label: A, department: x}
        survey:
          - {type: text, name: d, label: D}
          - {type: select_one town, name: q, label: Q, choice_filter: "department = ${d}"}
          - {type: select_one town, name: r, label: R, choice_filter: "departament = ${d}"}  # ✗
          - {type: select_one town, name: s, label: S, choice_filter: "name != ${q}"}
        """)
  }

  @Test func suggestsTheColumnMeant() throws {
    let remedies = try remedies(
      UnknownFilterColumn.self,
      in: """
        choices:
          town:
            - {name: a, label: A, department: x}
        survey:
          - {type: text, name: d, label: D}
          - {type: select_one town, name: r, label: R, choice_filter: "departament = ${d}"}
        """)
    #expect(remedies.count == 1 && remedies[0].hasPrefix("Did you mean “department”?"))
  }
}
