import Testing

@testable import QuestionnaireLanguage

/// Questionnaires as one CSV file, the sheets one under another.
struct CSVTablesTests {
  private func read(_ text: String) throws(QuestionnaireReadingError) -> Questionnaire {
    try QuestionnaireFile.read(Array(text.utf8), name: "form.csv")
  }

  @Test func sheetsAreReadAsFromAWorkbook() throws {
    let form = try read(
      "\u{FEFF}\"Survey\",,,\r\n,type,name,label\r\n,select_one l,a,\"One, “two”\nand three\"\r\n"
        + ",text,b,  B  \r\n,,,\r\nchoices\r\n,list_name,name,label\r\n,l,c,C\r\n"
        + "settings\r\n,form_id,title\r\n,an_id,Title\r\n")
    #expect(form.id == "an_id")
    #expect(form.title == "Title")
    #expect(
      form.items.map(\.label.byLanguage) == [["": "One, \"two\"\nand three"], ["": "B"]])
    // The line, not the record: the label before has two.
    #expect(form.items[1].place == .cell(sheet: "Survey", column: 3, row: 5))
    #expect(form.choiceLists.map { $0.choices.map(\.name) } == [["c"]])
    #expect(form.noteCodes == [])
  }

  @Test(arguments: [
    ("nothing", "R0012"), ("", "R0012"), ("survey\n,type\nsurvey\n,type", "R0017"),
    ("survey\n,name\n,a", "R0013"), ("survey\n,\"type", "R0018"), ("a\n\"b\"c", "R0018"),
  ])
  func otherTextsAreRefused(text: String, code: String) {
    do {
      _ = try read(text)
      Issue.record("read")
    } catch {
      #expect(error.code == code)
    }
  }
}
