import Testing

@testable import QuestionnaireLanguage

@Suite struct ReferenceInQuotesTests {
  @Test func marksAReferenceInQuotes() throws {
    try expect(
      ReferenceInQuotes.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: select_one l, name: q, label: Q}
          - {type: text, name: x, label: X, relevant: "'${q}' = 'a'"}  # ✗
          - {type: calculate, name: y, calculation: "jr:choice-name(${q}, '${q}')"}
          - {type: calculate, name: z, calculation: "concat(${q}, '$')"}
        """)
  }
}
