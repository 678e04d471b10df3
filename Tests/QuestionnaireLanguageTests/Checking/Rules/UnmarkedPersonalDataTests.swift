import Testing

@testable import QuestionnaireLanguage

@Suite struct UnmarkedPersonalDataTests {
  @Test func marksPersonalDataWhereOthersAreMarked() throws {
    try expect(
      UnmarkedPersonalData.self,
      in: """
        survey:
          - {type: text, name: first_name, label: A, sensitivity: personal}
          - {type: text, name: phone_2, label: B}  # ✗
          - {type: geopoint, name: home, label: C}  # ✗
          - {type: text, name: street, label: D, sensitivity: none}
          - {type: text, name: opinion, label: E}
          - {type: note, name: name_note, label: F}
          - type: group
            name: g
            sensitivity: sensitive
            items: [{type: text, name: nombre, label: G}]
        """)
  }

  @Test func saysNothingWhereNobodyMarks() throws {
    try expect(
      UnmarkedPersonalData.self,
      in: """
        survey:
          - {type: text, name: name, label: A}
          - {type: geopoint, name: home, label: B}
        """)
  }
}
