import Testing

@testable import QuestionnaireLanguage

@Suite struct NamesCollideWhenCutTests {
  @Test func marksNamesThatBeginAlike() throws {
    try expect(
      NamesCollideWhenCut.self,
      in: """
        survey:
          - {type: text, name: abcdefghijklmnopqrstuvwxyz_123456, label: A}
          - {type: text, name: abcdefghijklmnopqrstuvwxyz_12345_b, label: B}  # ✗
          - {type: text, name: abcdefghijklmnopqrstuvwxyz_b, label: C}
          - type: repeat
            name: r
            items: [{type: text, name: abcdefghijklmnopqrstuvwxyz_12345_c, label: D}]
        """)
  }
}
