import Testing

@testable import QuestionnaireLanguage

@Suite struct RequiredWithoutWayTests {
  @Test func marksWhatMustAndCannotBeAnswered() throws {
    try expect(
      RequiredWithoutWay.self,
      in: """
        survey:
          - {type: text, name: a, label: A, required: true, read_only: true}  # ✗
          - {type: text, name: b, label: B, required: true, read_only: true, default: x}
          - {type: text, name: c, label: C, required: true}
        """)
  }
}
