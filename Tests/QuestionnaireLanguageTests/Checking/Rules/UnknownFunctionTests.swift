import Testing

@testable import QuestionnaireLanguage

@Suite struct UnknownFunctionTests {
  @Test func marksCallsOfWhatIsNoFunction() throws {
    try expect(
      UnknownFunction.self,
      in: """
        survey:
          - {type: calculate, name: a, calculation: "summ(1)"}  # ✗
          - {type: calculate, name: b, calculation: "instance('x')/root/item[1]/name"}
          - {type: calculate, name: c, calculation: "round(1.5, 0)"}
        """)
  }

  @Test func suggestsTheFunctionMeant() throws {
    let remedies = try remedies(
      UnknownFunction.self,
      in: """
        survey:
          - {type: calculate, name: a, calculation: "count-selectd('a b')"}
        """)
    #expect(remedies.count == 1 && remedies[0].hasPrefix("Did you mean “count-selected”?"))
  }
}
