@testable import QuestionnaireLanguage

/// Workbooks made in the test itself: sheets as lines of cells separated by `|`.
enum TestBook {
  static func xlsx(_ sheets: (name: String, lines: String)...) throws -> [UInt8] {
    try WorkbookWriter.write(
      sheets.map { sheet in
        WorkbookWriter.SheetRows(name: sheet.name, rows: cells(sheet.lines))
      })
  }

  static func read(_ sheets: (name: String, lines: String)...) throws -> Questionnaire {
    let bytes = try WorkbookWriter.write(
      sheets.map { sheet in
        WorkbookWriter.SheetRows(name: sheet.name, rows: cells(sheet.lines))
      })
    return try QuestionnaireFile.read(bytes, name: "folder/test_form.xlsx")
  }

  /// A form of one survey sheet.
  static func survey(_ lines: String) throws -> Questionnaire {
    try read((name: "survey", lines: lines))
  }

  /// A workbook whose parts are given as XML, for what our writer never writes.
  static func raw(sheet: String, sharedStrings: String? = nil, styles: String? = nil) throws
    -> [UInt8]
  {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var zip = try ZipBuilder()
    try zip.add(
      "xl/workbook.xml",
      Array("<workbook><sheets><sheet name='Sheet1' sheetId='1' id='a'/></sheets></workbook>".utf8))
    var relations = "<Relationships>"
    relations += "<Relationship Id='a' Type='\(office)/worksheet' Target='/xl/s1.xml'/>"
    if sharedStrings != nil {
      relations += "<Relationship Id='b' Type='\(office)/sharedStrings' Target='strings.xml'/>"
    }
    if styles != nil {
      relations += "<Relationship Id='c' Type='\(office)/styles' Target='styles.xml'/>"
    }
    try zip.add("xl/_rels/workbook.xml.rels", Array((relations + "</Relationships>").utf8))
    try zip.add("xl/s1.xml", Array(sheet.utf8))
    if let sharedStrings { try zip.add("xl/strings.xml", Array(sharedStrings.utf8)) }
    if let styles { try zip.add("xl/styles.xml", Array(styles.utf8)) }
    return try zip.finish()
  }

  private static func cells(_ lines: String) -> [[String]] {
    lines.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
    }
  }
}

extension Questionnaire {
  var noteCodes: [String] { notes.map(\.code) }
}
