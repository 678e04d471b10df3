import Testing

@testable import QuestionnaireLanguage

@Suite struct LongNameTests {
  @Test func marksANameOver64Bytes() throws {
    try expect(
      LongName.self,
      in: """
        survey:
          - {type: text, name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, label: A}
          - {type: text, name: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, label: A}  # ✗
        """)
  }
}
