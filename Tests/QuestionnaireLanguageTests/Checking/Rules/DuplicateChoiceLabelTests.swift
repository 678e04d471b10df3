import Testing

@testable import QuestionnaireLanguage

@Suite struct DuplicateChoiceLabelTests {
  @Test func marksChoicesThatReadTheSame() throws {
    try expect(
      DuplicateChoiceLabel.self,
      in: """
        choices:
          l:
            - {name: a, label: Centro}
            - {name: b, label: Centro}  # ✗
          cascade:
            - {name: a, label: Centro, department: x}
            - {name: b, label: Centro, department: y}
        survey:
          - {type: select_one l, name: q, label: Q}
          - {type: select_one cascade, name: r, label: R, choice_filter: "department = ${q}"}
        """)
  }
}
