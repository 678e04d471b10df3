import Testing

@testable import QuestionnaireLanguage

@Suite struct ArithmeticOnTextTests {
  @Test func marksArithmeticWithWhatIsNoNumber() throws {
    try expect(
      ArithmeticOnText.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: text, name: t, label: T}
          - {type: integer, name: n, label: N}
          - {type: geopoint, name: g, label: G}
          - {type: select_one l, name: q, label: Q}
          - {type: calculate, name: a, calculation: "${t} + ' '"}  # ✗
          - {type: calculate, name: b, calculation: "${g} * 2"}  # ✗
          - {type: calculate, name: c, calculation: "round(${q}, 1)"}  # ✗
          - {type: calculate, name: d, calculation: "${n} + ${t} + '3'"}
          - {type: calculate, name: e, calculation: "if(${n} > 1, 'x', 'y')"}
        """)
  }
}
