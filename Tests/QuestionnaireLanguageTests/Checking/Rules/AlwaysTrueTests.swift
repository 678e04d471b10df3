import Testing

@testable import QuestionnaireLanguage

@Suite struct AlwaysTrueTests {
  @Test func marksAlternativesOfWhichOneAlwaysHolds() throws {
    try expect(
      AlwaysTrue.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
            - {name: b, label: B}
        survey:
          - {type: select_one l, name: q, label: Q}
          - {type: text, name: x, label: X, relevant: "${q} != 'a' or ${q} != 'b'"}  # ✗
          - {type: integer, name: n, label: N, constraint: ". < 10 or . >= 10"}  # ✗
          - {type: text, name: y, label: Y, relevant: "${q} != 'a' and ${q} != 'b'"}
          - {type: text, name: z, label: Z, relevant: "${q} = 'a' or ${q} = 'b'"}
          - {type: text, name: w, label: W, relevant: "true()"}
        """)
  }
}
