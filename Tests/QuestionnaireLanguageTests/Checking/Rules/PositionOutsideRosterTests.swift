import Testing

@testable import QuestionnaireLanguage

@Suite struct PositionOutsideRosterTests {
  @Test func marksARowsPlaceOutsideRosters() throws {
    try expect(
      PositionOutsideRoster.self,
      in: """
        survey:
          - {type: calculate, name: a, calculation: position(..)}  # ✗
          - type: repeat
            name: r
            items:
              - {type: calculate, name: b, calculation: position(..)}
              - type: group
                name: g
                items: [{type: text, name: c, label: C, relevant: position(../..) = 1}]
        """)
  }
}
