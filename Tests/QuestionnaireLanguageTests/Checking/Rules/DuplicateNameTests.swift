import Testing

@testable import QuestionnaireLanguage

@Suite struct DuplicateNameTests {
  @Test func marksTheSecondRowOfASectionOnly() throws {
    try expect(
      DuplicateName.self,
      in: """
        survey:
          - {type: text, name: a, label: A}
          - {type: text, name: a, label: A}  # ✗
          - type: group
            name: g
            items:
              - {type: text, name: a, label: A}
              - {type: text, name: a, label: A}  # ✗
        """)
  }
}
