import Testing

@testable import QuestionnaireLanguage

@Suite struct UnclosedMarkupTests {
  @Test func marksATagThatStaysOpen() throws {
    try expect(
      UnclosedMarkup.self,
      in: """
        survey:
          - {type: text, name: a, label: "<b>A"}  # ✗
          - {type: text, name: b, label: "A</span>"}  # ✗
          - {type: text, name: c, label: "<b>A</b><br>B <span style='color:red'>C</span> 3 < 4 <nombre>"}
          - {type: text, name: d, label: "<p>A"}
        """)
  }
}
