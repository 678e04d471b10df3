import Testing

@testable import QuestionnaireLanguage

@Suite struct MultipleComparedByEqualityTests {
  @Test func marksEqualityWithAMultipleAnswer() throws {
    try expect(
      MultipleComparedByEquality.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: select_multiple l, name: q, label: Q}
          - {type: text, name: x, label: X, relevant: "${q} = 'a'"}  # ✗
          - {type: text, name: y, label: Y, relevant: "selected(${q}, 'a') or ${q} = ''"}
        """)
  }

  @Test func writesTheCallToUse() throws {
    let remedies = try remedies(
      MultipleComparedByEquality.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: select_multiple l, name: q, label: Q}
          - {type: text, name: x, label: X, relevant: "${q} != 'a'"}
        """)
    #expect(remedies.count == 1 && remedies[0].hasPrefix("Use “not(selected(${q}, 'a'))”."))
  }
}
