import Testing

@testable import QuestionnaireLanguage

@Suite struct DrawMisplacedTests {
  private let form = """
    survey:
      - {type: text, name: hh, label: H}
      - type: repeat
        name: person
        label: P
        items:
          - {type: text, name: name, label: N}
          - {type: integer, name: age, label: A}
          - {type: calculate, name: inside, calculation: "draw('s', ${hh}, ${name})"}  # ✗
      - {type: calculate, name: good, calculation: "draw('s', ${hh}, ${name}, ${age} > 17)", relevant: 1}
      - {type: calculate, name: part, calculation: "selected-at(draw('s', ${hh}, ${name}), 0)"}  # ✗
      - {type: calculate, name: rows, calculation: "draw('s', ${hh}, ${person})"}  # ✗
      - {type: calculate, name: flat, calculation: "draw('s', ${hh}, ${hh})"}  # ✗
      - {type: text, name: typed, label: T, calculation: "draw('s', ${hh}, ${name})"}  # ✗
      - {type: text, name: shown, label: S, relevant: "draw('s', ${hh}, ${name}) = ''"}  # ✗
    """

  @Test func marksDrawsThatCannotBeRecorded() throws { try expect(DrawMisplaced.self, in: form) }

  @Test func theConditionIsNoAnswerWithoutItsRow() throws {
    try expect(UnmatchedRoster.self, in: form.replacing("  # ✗", with: ""))
  }
}
