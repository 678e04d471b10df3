import Testing

@testable import QuestionnaireLanguage

@Suite struct DefaultNotOfferedTests {
  @Test func marksADefaultThatTheListLacks() throws {
    try expect(
      DefaultNotOffered.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: select_one l, name: p, label: P, default: A label}  # ✗
          - {type: select_one l, name: q, label: Q, default: a}
          - {type: select_multiple l, name: r, label: R, default: a b}
          - {type: select_one l, name: s, label: S, default: "${p}"}
        """)
  }
}
