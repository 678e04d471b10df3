import Testing

@testable import QuestionnaireLanguage

@Suite struct ReservedNameTests {
  @Test func marksMetaAndARosterNamedAsTheRoot() throws {
    try expect(
      ReservedName.self,
      in: """
        survey:
          - {type: text, name: meta, label: A}  # ✗
          - type: repeat  # ✗
            name: data
            items:
              - {type: text, name: a, label: A}
          - {type: text, name: metadata, label: A}
        """)
  }
}
