/// Writes sheets of text as an `.xlsx` workbook that spreadsheet programs open.
struct WorkbookWriter {
  /// What one cell of a spreadsheet holds at most.
  static let cellCharacters = 32_767

  struct SheetRows {
    let name: String
    /// The header first; an empty text is an empty cell.
    let rows: [[String]]
  }

  static func write(_ sheets: [SheetRows]) throws(QuestionnaireWritingError) -> [UInt8] {
    var zip = try ZipBuilder()
    try zip.add("[Content_Types].xml", contentTypes(sheets.count))
    try zip.add("_rels/.rels", packageRelationships)
    try zip.add("xl/workbook.xml", workbook(sheets))
    try zip.add("xl/_rels/workbook.xml.rels", workbookRelationships(sheets.count))
    try zip.add("xl/styles.xml", styles)
    for (index, sheet) in sheets.enumerated() {
      try zip.add("xl/worksheets/sheet\(index + 1).xml", try worksheet(sheet))
    }
    return try zip.finish()
  }

  // MARK: Parts

  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packageRelations =
    "http://schemas.openxmlformats.org/package/2006/relationships"

  private static func contentTypes(_ sheets: Int) -> [UInt8] {
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    var text = declaration
    text += "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    text += "<Default Extension=\"rels\" ContentType="
    text += "\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    text += "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    text += "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(type).sheet.main+xml\"/>"
    text += "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(type).styles+xml\"/>"
    for index in 1...max(1, sheets) {
      text += "<Override PartName=\"/xl/worksheets/sheet\(index).xml\" "
      text += "ContentType=\"\(type).worksheet+xml\"/>"
    }
    return Array((text + "</Types>").utf8)
  }

  private static var packageRelationships: [UInt8] {
    let text =
      "<Relationships xmlns=\"\(packageRelations)\"><Relationship Id=\"rId1\" "
      + "Type=\"\(relations)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    return Array((declaration + text).utf8)
  }

  private static func workbook(_ sheets: [SheetRows]) -> [UInt8] {
    var text = declaration + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><sheets>"
    for (index, sheet) in sheets.enumerated() {
      text += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
    }
    return Array((text + "</sheets></workbook>").utf8)
  }

  private static func workbookRelationships(_ sheets: Int) -> [UInt8] {
    var text = declaration + "<Relationships xmlns=\"\(packageRelations)\">"
    for index in 1...max(1, sheets) {
      text += "<Relationship Id=\"rId\(index)\" Type=\"\(relations)/worksheet\" "
      text += "Target=\"worksheets/sheet\(index).xml\"/>"
    }
    text += "<Relationship Id=\"rId\(sheets + 1)\" Type=\"\(relations)/styles\" "
    return Array((text + "Target=\"styles.xml\"/></Relationships>").utf8)
  }

  /// Two cell formats: plain, and bold for headers.
  private static var styles: [UInt8] {
    let text =
      "<styleSheet xmlns=\"\(main)\"><fonts count=\"2\">"
      + "<font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
      + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
      // Programs expect the first two fills to be these.
      + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
      + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
      + "<borders count=\"1\"><border><left/><right/><top/><bottom/></border></borders>"
      + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\"/></cellStyleXfs>"
      + "<cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" xfId=\"0\"/>"
      + "<xf numFmtId=\"0\" fontId=\"1\" applyFont=\"1\" xfId=\"0\"/></cellXfs></styleSheet>"
    return Array((declaration + text).utf8)
  }

  private static func worksheet(
    _ sheet: SheetRows
  ) throws(QuestionnaireWritingError) -> [UInt8] {
    var xml = Array((declaration + "<worksheet xmlns=\"\(main)\"><sheetData>").utf8)
    for (index, row) in sheet.rows.enumerated() {
      let number = index + 1
      xml += Array("<row r=\"\(number)\">".utf8)
      for (column, text) in row.enumerated() where !text.isEmpty {
        let place = Place.letters(ofColumn: column + 1) + String(number)
        let style = index == 0 ? " s=\"1\"" : ""
        xml += Array("<c r=\"\(place)\"\(style) t=\"inlineStr\"><is>".utf8)
        xml += Array("<t xml:space=\"preserve\">".utf8)
        try append(text, at: "\(sheet.name)!\(place)", to: &xml)
        xml += Array("</t></is></c>".utf8)
      }
      xml += Array("</row>".utf8)
    }
    xml += Array("</sheetData></worksheet>".utf8)
    return xml
  }

  private static func append(
    _ text: String, at place: String, to xml: inout [UInt8]
  ) throws(QuestionnaireWritingError) {
    guard text.utf16.count <= cellCharacters else {
      throw QuestionnaireWritingError(.cellTooLong, place)
    }
    // The two code points of Unicode that XML leaves out besides control characters.
    guard !text.unicodeScalars.contains(where: { $0.value == 0xFFFE || $0.value == 0xFFFF }) else {
      throw QuestionnaireWritingError(.controlCharacter, place)
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): xml += Array("&amp;".utf8)
      case UInt8(ascii: "<"): xml += Array("&lt;".utf8)
      case UInt8(ascii: ">"): xml += Array("&gt;".utf8)
      case UInt8(ascii: "\r"): xml += Array("&#13;".utf8)
      case 0x09, 0x0A, 0x20...: xml.append(byte)
      default: throw QuestionnaireWritingError(.controlCharacter, place)
      }
    }
  }
}
