import Testing

@testable import QuestionnaireLanguage

@Suite struct UnknownTypeTests {
  @Test func marksATypeThatNothingExecutes() throws {
    try expect(
      UnknownType.self,
      in: """
        survey:
          - {type: selct_one l, name: a, label: A}  # ✗
          - {type: osm, name: b, label: A}
          - {type: text, name: c, label: A}
        """)
  }

  @Test func suggestsTheTypeMeant() throws {
    let remedies = try remedies(
      UnknownType.self,
      in: """
        survey:
          - {type: interger, name: a, label: A}
        """)
    #expect(remedies.count == 1 && remedies[0].hasPrefix("Did you mean “integer”?"))
  }
}
