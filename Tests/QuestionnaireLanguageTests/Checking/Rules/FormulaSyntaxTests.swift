import Testing

@testable import QuestionnaireLanguage

@Suite struct FormulaSyntaxTests {
  @Test func marksFormulasThatDoNotParse() throws {
    try expect(
      FormulaSyntax.self,
      in: """
        survey:
          - {type: integer, name: a, label: A, constraint: . > }  # ✗
          - {type: integer, name: b, label: B, relevant: "if(${a} > 1, 2"}  # ✗
          - {type: integer, name: c, label: C, relevant: "${a} == 1"}  # ✗
          - {type: integer, name: d, label: D, default: 5}
          - {type: integer, name: e, label: E, relevant: "${a} = 1"}
        """)
  }

  @Test func knowsTheUsualSlips() throws {
    let remedies = try remedies(
      FormulaSyntax.self,
      in: """
        survey:
          - {type: integer, name: c, label: C, constraint: ". == 1"}
        """)
    #expect(remedies.count == 1 && remedies[0].hasPrefix("To compare write “=”, not “==”."))
  }
}
