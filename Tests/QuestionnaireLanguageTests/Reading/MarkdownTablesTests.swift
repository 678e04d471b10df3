import Testing

@testable import QuestionnaireLanguage

/// Questionnaires as tables of Markdown, the way people show them in forums and documentation.
struct MarkdownTablesTests {
  private func read(_ text: String) throws(QuestionnaireReadingError) -> Questionnaire {
    try QuestionnaireFile.read(Array(text.utf8), name: "form.md")
  }

  @Test func sheetsAreReadAsFromAWorkbook() throws {
    let form = try read(
      """
      # A form: this line and the blank one are no rows

      | Survey  |              |      |                  |
      |         | type         | name | label            |
      | ------- | ------------ | ---- | ---------------- |
      |         | select_one l | á    | “Sí” \\| o  no    | # a comment
      | choices | list_name    | name | label            |
      |         | l            | a    | A                |\r
      | settings |
      # the title of the form
      |         | form_id      | Form Title |
      # goes here
      |         | an_id        | Title |
      """)
    #expect(form.id == "an_id")
    #expect(form.title == "Title")
    #expect(form.items.map(\.name) == ["á"])
    #expect(form.items[0].label.byLanguage == ["": "\"Sí\" | o no"])
    #expect(form.items[0].place == .cell(sheet: "Survey", column: 3, row: 6))
    #expect(form.choiceLists.map { $0.choices.map(\.name) } == [["a"]])
    #expect(form.noteCodes == [])
  }

  @Test func rowsMayStandFarApart() throws {
    let gap = String(repeating: "\n", count: 100)
    let form = try read("\(gap)| survey |\n|| type | name | label |\(gap)\n|| text | a | A |")
    #expect(form.items.map(\.name) == ["a"])
  }

  @Test(arguments: [
    ("nothing", "R0012"), ("| survey | x |\n| survey | y |", "R0017"),
    ("| survey |\n|| name |\n|| a |", "R0013"), ("|", "R0012"), ("||", "R0012"),
  ])
  func otherTextsAreRefused(text: String, code: String) {
    #expect(throws: QuestionnaireReadingError.self) { try read(text) }
    do {
      _ = try read(text)
    } catch {
      #expect(error.code == code)
    }
  }

  @Test func bytesThatAreNoTextAreRefused() {
    do {
      _ = try QuestionnaireFile.read([0x7C, 0xFF, 0x7C], name: "form.md")
      Issue.record("read")
    } catch {
      #expect(error.code == "R0020")
    }
  }

  @Test func aByteOrderMarkIsPassedOver() throws {
    let form = try read("\u{FEFF}| survey |\n|| type | name | label |\n|| text | a | A |")
    #expect(form.items.count == 1)
  }
}
