import Testing

@testable import QuestionnaireLanguage

/// What a cell shows, however the workbook stores it.
struct CellTests {
  private func cells(
    _ xml: String, strings: String? = nil, styles: String? = nil
  ) throws -> [String] {
    let bytes = try TestBook.raw(
      sheet: "<worksheet><sheetData><row>\(xml)</row></sheetData></worksheet>",
      sharedStrings: strings, styles: styles)
    let book = try Workbook(bytes, wanted: ["survey"])
    return book["survey"]?.rows.first?.cells.map(\.text) ?? []
  }

  @Test func inlineAndSharedStringsJoinTheirRuns() throws {
    let strings = """
      <sst><si><t>plain</t></si><si><r><t>rich </t></r><r><t>text</t></r>\
      <rPh><t>reading</t></rPh></si><si/></sst>
      """
    let found = try cells(
      """
      <c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>\
      <c t="inlineStr"><is><t>in </t><r><t>line</t></r></is></c>
      """, strings: strings)
    #expect(found == ["plain", "rich text", "in line"])
  }

  @Test func numbersBooleansAndFormulasShowTheirValue() throws {
    let found = try cells(
      """
      <c><v>1</v></c><c><v>1.0</v></c><c><v>2.5</v></c><c><v>1E3</v></c><c t="b"><v>1</v></c>\
      <c t="b"><v>0</v></c><c t="str"><f>A1&amp;"x"</f><v>1x</v></c><c><f>A1</f></c>\
      <c t="e"><v>#N/A</v></c><c><v>0.1</v></c>
      """)
    #expect(found == ["1", "1", "2.5", "1000", "TRUE", "FALSE", "1x", "#N/A", "0.1"])
  }

  @Test func numbersInADateStyleAreDates() throws {
    let styles = """
      <styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>\
      <numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/></numFmts>\
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>\
      </cellXfs></styleSheet>
      """
    let found = try cells(
      """
      <c s="0"><v>45366</v></c><c s="1"><v>45366</v></c><c s="2"><v>45366.5</v></c>\
      <c s="3"><v>45366</v></c><c s="1"><v>0.25</v></c><c s="9"><v>7</v></c>
      """, styles: styles)
    #expect(
      found == [
        "45366", "2024-03-15 00:00:00", "2024-03-15 12:00:00", "45366", "06:00:00", "7",
      ])
  }

  @Test func spacesOfEveryKindAreTrimmed() throws {
    let found = try cells(
      "<c t='str'><v>\u{A0} a\u{A0}b \n</v></c><c t='str'><v>  </v></c>")
    #expect(found == ["a\u{A0}b"])
    #expect("a\u{A0}b".cleanedOfSpreadsheetQuirks(collapsing: false) == "a b")
    #expect(
      "\u{201C}a\u{201D}  \u{2018}b\u{2019}".cleanedOfSpreadsheetQuirks(collapsing: true)
        == "\"a\" 'b'")
    #expect("a  b".cleanedOfSpreadsheetQuirks(collapsing: false) == "a  b")
  }

  @Test func aRunOfEmptyRowsEndsTheSheet() throws {
    func rows(gap: Int) throws -> Int {
      let bytes = try TestBook.raw(
        sheet: """
          <worksheet><sheetData><row r="1"><c t="str"><v>a</v></c></row>\
          <row r="\(gap + 2)"><c t="str"><v>b</v></c></row></sheetData></worksheet>
          """)
      return try Workbook(bytes, wanted: ["survey"])["survey"]?.rows.count ?? 0
    }
    #expect(try rows(gap: 60) == 2)
    #expect(try rows(gap: 61) == 1)
  }
}
