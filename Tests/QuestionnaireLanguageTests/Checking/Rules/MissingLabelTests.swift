import Testing

@testable import QuestionnaireLanguage

@Suite struct MissingLabelTests {
  @Test func marksWhatIsShownWithoutText() throws {
    try expect(
      MissingLabel.self,
      in: """
        survey:
          - {type: text, name: a}  # ✗
          - {type: text, name: b, hint: B}
          - {type: note, name: c, image: c.png}
          - {type: calculate, name: d, calculation: 1 + 1}
          - {type: text, name: e, calculation: 1 + 1}
          - {type: group, name: g, items: [{type: text, name: f, label: F}]}
        """)
  }
}
