import Testing

@testable import QuestionnaireLanguage

@Suite struct UnmatchedRosterTests {
  @Test func marksARowsAnswerUsedOutsideItsRoster() throws {
    try expect(
      UnmatchedRoster.self,
      in: """
        survey:
          - type: repeat
            name: person
            items:
              - {type: integer, name: age, label: A}
              - {type: text, name: school, label: S, relevant: "${age} < 18"}
          - {type: text, name: a, label: A, relevant: "${age} > 18"}  # ✗
          - {type: calculate, name: b, calculation: "sum(${age}) + count(${person}[age > 18])"}
          - {type: calculate, name: c, calculation: "indexed-repeat(${age}, ${person}, 1)"}
          - {type: calculate, name: d, calculation: "max(${age})"}
        """)
  }
}
