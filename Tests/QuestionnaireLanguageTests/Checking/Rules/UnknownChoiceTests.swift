import Testing

@testable import QuestionnaireLanguage

@Suite struct UnknownChoiceTests {
  @Test func marksAChoiceThatIsNotOffered() throws {
    try expect(
      UnknownChoice.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: select_one l or_other, name: q, label: Q}
          - {type: text, name: x, label: X, relevant: "${q} = 'c'"}  # ✗
          - {type: text, name: y, label: Y, relevant: "selected(${q}, 'aa')"}  # ✗
          - {type: text, name: z, label: Z, relevant: "${q} = 'a' or ${q} = 'other' or ${q} != ''"}
        """)
  }
}
