import Testing

@testable import QuestionnaireLanguage

@Suite struct RequiredNoteTests {
  @Test func marksARequiredNoteThatIsAlwaysShown() throws {
    try expect(
      RequiredNote.self,
      in: """
        survey:
          - {type: integer, name: n, label: N}
          - {type: note, name: a, label: A, required: true}  # ✗
          - {type: note, name: b, label: B, required: true, relevant: "${n} > 5"}
          - {type: note, name: c, label: C}
          - {type: group, name: g, relevant: "${n} > 5", items: [{type: note, name: d, label: D, required: true}]}
        """)
  }
}
