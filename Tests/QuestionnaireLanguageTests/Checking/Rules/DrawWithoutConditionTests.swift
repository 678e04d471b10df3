import Testing

@testable import QuestionnaireLanguage

@Suite struct DrawWithoutConditionTests {
  @Test func marksDrawsThatWaitForNothing() throws {
    try expect(
      DrawWithoutCondition.self,
      in: """
        survey:
          - {type: repeat, name: person, label: P, items: [{type: text, name: name, label: N}]}
          - {type: text, name: hh, label: H}
          - {type: calculate, name: a, calculation: "draw('s', ${hh}, ${name})"}  # ✗
          - {type: calculate, name: b, calculation: "draw('s', ${hh}, ${name})", relevant: "${hh} != ''"}
          - type: group
            name: g
            relevant: ${hh} != ''
            items:
              - {type: calculate, name: c, calculation: "draw('s', ${hh}, ${name})"}
        """)
  }
}
