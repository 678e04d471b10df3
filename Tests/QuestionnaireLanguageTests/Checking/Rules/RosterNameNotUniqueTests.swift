import Testing

@testable import QuestionnaireLanguage

@Suite struct RosterNameNotUniqueTests {
  @Test func marksTheSecondRosterOfThatNameAnywhere() throws {
    try expect(
      RosterNameNotUnique.self,
      in: """
        survey:
          - type: repeat
            name: r
            items: [{type: text, name: a, label: A}]
          - type: group
            name: g
            items:
              - type: repeat  # ✗
                name: r
                items: [{type: text, name: a, label: A}]
        """)
  }
}
