import Testing

@testable import QuestionnaireLanguage

@Suite struct EmptyGroupTests {
  @Test func marksGroupsThatShowNothing() throws {
    try expect(
      EmptyGroup.self,
      in: """
        survey:
          - {type: group, name: a, items: []}  # ✗
          - {type: repeat, name: b, items: []}  # ✗
          - type: group  # ✗
            name: c
            items: [{type: calculate, name: d, calculation: 1 + 1}]
          - type: group
            name: e
            items: [{type: text, name: f, label: F}]
        """)
  }
}
