import Testing

@testable import QuestionnaireLanguage

@Suite struct WrongArgumentCountTests {
  @Test func marksTooFewAndTooManyArguments() throws {
    try expect(
      WrongArgumentCount.self,
      in: """
        survey:
          - {type: calculate, name: a, calculation: "if(1, 2)"}  # ✗
          - {type: calculate, name: b, calculation: "today(1)"}  # ✗
          - {type: calculate, name: c, calculation: "if(1, 2, concat('a', 'b', 'c'))"}
        """)
  }
}
