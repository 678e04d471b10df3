import Testing

@testable import QuestionnaireLanguage

@Suite struct UnreachableTests {
  @Test func marksAQuestionWhoseGroupExcludesIt() throws {
    try expect(
      Unreachable.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: select_one l, name: q, label: Q}
          - type: group
            name: g
            relevant: ${q} = 'a'
            items:
              - {type: text, name: x, label: X, relevant: "${q} = 'b'"}  # ✗
              - {type: text, name: y, label: Y, relevant: "${q} != 'b'"}
        """)
  }

  @Test func marksAQuestionThatNeedsAnAnswerNobodyGives() throws {
    try expect(
      Unreachable.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: integer, name: age, label: A}
          - {type: select_one l, name: job, label: J, relevant: "${age} >= 18"}
          - {type: text, name: toy, label: T, relevant: "${job} = 'a' and ${age} < 12"}  # ✗
          - {type: text, name: more, label: T, relevant: "${job} = 'a' and ${age} < 30"}
          - {type: text, name: none, label: T, relevant: "${job} != 'a' and ${age} < 12"}
        """)
  }
}
