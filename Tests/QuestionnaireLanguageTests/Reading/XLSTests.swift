import Messages
import Testing

@testable import QuestionnaireLanguage

/// Workbooks of Excel 97 to 2003, and of Excel 95.
struct XLSTests {
  private func cells(_ book: TestXLS, padding: Int = 0) throws -> [[String]] {
    let bytes = book.bytes(padding: padding)
    let book = try Workbook(bytes, wanted: ["survey"])
    return (book["survey"]?.rows ?? []).map { row in row.cells.map(\.text) }
  }

  private func code(_ bytes: [UInt8]) -> String {
    do {
      _ = try QuestionnaireFile.read(bytes, name: "form.xls")
      return "read"
    } catch {
      #expect(error.message.spanish.hasPrefix("form.xls"))
      return error.code
    }
  }

  @Test(arguments: [0, 5000]) func aSurveyIsReadFromShortSectorsAndLongOnes(padding: Int) throws {
    var book = TestXLS()
    book.addSheet("notes", book.rows("nothing"))
    book.addSheet("Survey", book.rows("type|name|label\nselect_one l|á|“¿Sí?”"))
    book.addSheet("choices", book.rows("list_name|name|label\nl|a|A\nl|b|B"))
    let form = try QuestionnaireFile.read(book.bytes(padding: padding), name: "form.xls")
    #expect(form.items.map(\.name) == ["á"])
    #expect(form.items[0].label.byLanguage == ["": "\"¿Sí?\""])
    #expect(form.items[0].place == .cell(sheet: "Survey", column: 2, row: 2))
    #expect(form.choiceLists.map { $0.choices.map(\.name) } == [["a", "b"]])
  }

  @Test func aWorkbookOfExcel95IsRead() throws {
    var book = TestXLS(isUnicode: false)
    book.add(0x0042, TestXLS.u16(1252))
    let accents = TestXLS.cell(0x0204, 3, 1, TestXLS.u16(2) + [0x93, 0xE9])
    book.addSheet("survey", book.rows("type|name\ntext|a"), accents)
    let bytes = book.bytes(stream: "Book")
    let read = try Workbook(bytes, wanted: ["survey"])
    #expect(read["survey"]?.rows.last?.cells.map(\.text) == ["“é"])
    var greek = TestXLS(isUnicode: false)
    greek.add(0x0042, TestXLS.u16(1253))
    greek.addSheet("survey", greek.rows("type"))
    #expect(code(greek.bytes(stream: "Book")) == "R0016")
  }

  @Test func cellsShowWhatTheFieldsToolsMakeOfThem() throws {
    var book = TestXLS()
    book.add(0x041E, TestXLS.u16(164) + TestXLS.u16(10) + [0] + Array("yyyy\\-mm-d".utf8))
    for format in [0, 164, 14] { book.add(0x00E0, TestXLS.u16(0) + TestXLS.u16(format)) }
    typealias X = TestXLS
    let text = X.record(0x0207, X.u16(2) + [0] + Array("ok".utf8))
    let formula = { (row: Int, result: [UInt8]) in
      X.cell(0x0006, row, 1, result + [UInt8](repeating: 0, count: 8))
    }
    book.addSheet(
      "survey",
      X.cell(0x0203, 1, 1, X.double(3)), X.cell(0x0203, 1, 2, X.double(0.5)),
      X.cell(0x0203, 2, 1, style: 1, X.double(45366.5)),
      X.cell(0x0203, 2, 2, style: 2, X.double(0.25)),
      X.cell(0x027E, 3, 1, X.u32(7 << 2 | 2)), X.cell(0x027E, 3, 2, X.u32(-150 << 2 | 3)),
      X.record(0x00BD, X.u16(3) + X.u16(0) + X.u16(0) + X.u32(6) + X.u16(0) + X.u32(10) + X.u16(1)),
      X.cell(0x0205, 5, 1, [1, 0]), X.cell(0x0205, 5, 2, [0, 0]), X.cell(0x0205, 5, 3, [42, 1]),
      formula(6, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]), text,
      formula(7, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF]), formula(8, X.double(2.5)),
      X.cell(0x00D6, 9, 1, X.u16(1) + [0x08] + X.u16(1) + [0x78] + X.u32(0)),
      // Cells may come in any order, the later one for the same place.
      book.label(1, 3, "before"), book.label(1, 3, "after"))
    #expect(
      try cells(book) == [
        ["3", "0.5", "after"], ["2024-03-15 12:00:00", "06:00:00"], ["7", "-1.5"], ["1", "2"],
        ["TRUE", "FALSE", "42"], ["ok"], ["TRUE"], ["2.5"], ["x"],
      ])
  }

  @Test func datesMayCountFrom1904() throws {
    var book = TestXLS()
    book.add(0x0022, TestXLS.u16(1))
    book.add(0x00E0, TestXLS.u16(0) + TestXLS.u16(22))
    book.addSheet("survey", TestXLS.cell(0x0203, 1, 1, TestXLS.double(43904)))
    #expect(try cells(book) == [["2024-03-15 00:00:00"]])
  }

  @Test func sharedTextsGoOnInOtherRecordsWithAnotherWidth() throws {
    var book = TestXLS()
    let wide = { (text: String) in text.utf16.flatMap { TestXLS.u16(Int($0)) } }
    book.addStrings(
      count: 3,
      // "abcñé😀" breaks twice, within the last character too.
      TestXLS.u16(7) + [0] + Array("abc".utf8), [1] + Array(wide("ñé😀").prefix(6)),
      [1] + Array(wide("😀").suffix(2))
        // A formatted text with a reading behind it, whose bytes go on in the next record.
        + TestXLS.u16(2) + [0x0C] + TestXLS.u16(1) + TestXLS.u32(4) + Array("hi".utf8)
        + TestXLS.u32(9),
      [1, 2, 3, 4] + TestXLS.u16(4) + [0] + Array("last".utf8))
    book.addSheet(
      "survey", TestXLS.cell(0x00FD, 1, 1, TestXLS.u32(0)),
      TestXLS.cell(0x00FD, 1, 2, TestXLS.u32(1)),
      TestXLS.cell(0x00FD, 1, 3, TestXLS.u32(2)))
    #expect(try cells(book) == [["abcñé😀", "hi", "last"]])
  }

  @Test func aChartWithinASheetIsPassedOver() throws {
    var book = TestXLS()
    let chart =
      TestXLS.record(0x0809, TestXLS.u16(0x600) + TestXLS.u16(0x20)) + book.label(1, 1, "no")
      + TestXLS.record(0x000A, [])
    book.addSheet("survey", chart, book.label(2, 1, "yes"))
    #expect(try cells(book) == [["yes"]])
  }

  @Test func whatTheFileIsCountsNotItsExtension() throws {
    let bytes = try TestBook.xlsx((name: "survey", lines: "type|name|label\ntext|a|A"))
    #expect(code(bytes) == "read")
    var book = TestXLS()
    book.addSheet("survey", book.rows("type|name|label\ntext|a|A"))
    #expect(try QuestionnaireFile.read(book.bytes(), name: "form.xlsx").items.count == 1)
  }

  // MARK: Wrong and hostile files

  @Test func passwordsAreNamed() {
    var book = TestXLS()
    book.add(0x002F, [1, 0, 1, 0])
    book.addSheet("survey", book.rows("type|name"))
    #expect(code(book.bytes()) == "R0014")
    #expect(code(TestXLS.compound("EncryptedPackage", [1, 2, 3])) == "R0014")
    #expect(code(TestXLS.compound("WordDocument", [1, 2, 3])) == "R0003")
  }

  @Test func versionsBeforeExcel95AreNamed() {
    let stream = TestXLS.record(0x0809, TestXLS.u16(0x400) + TestXLS.u16(5))
    #expect(code(TestXLS.compound("Workbook", stream)) == "R0015")
  }

  @Test func aMissingSharedTextNamesItsCell() {
    var book = TestXLS()
    book.addStrings(count: 1_000_000_000, [1, 0, 0, 0x61])
    book.addSheet("survey", TestXLS.cell(0x00FD, 2, 3, TestXLS.u32(1)))
    do {
      _ = try QuestionnaireFile.read(book.bytes(), name: "f.xls")
      Issue.record("read")
    } catch {
      #expect(error.code == "R0011")
      #expect(error.place == .cell(sheet: "survey", column: 3, row: 2))
    }
  }

  @Test func sectorsInACircleAreRefused() {
    var book = TestXLS()
    book.addSheet("survey", book.rows("type|name\ntext|a"))
    var bytes = book.bytes(padding: 5000)
    #expect(code(bytes) == "read")
    // The place of sector 4 in the table: back to sector 3.
    bytes[512 + 16] = 3
    #expect(code(bytes) == "R0004")
  }

  @Test func aDirectoryInACircleEnds() {
    var bytes = TestXLS.compound("WordDocument", [1])
    // The left sibling of the only stream is itself.
    bytes[1024 + 128 + 68] = 1
    for index in 1...3 { bytes[1024 + 128 + 68 + index] = 0 }
    #expect(code(bytes) == "R0003")
  }

  @Test func everyTruncationAndEveryDamagedByteEnds() {
    var book = TestXLS()
    book.addStrings(
      count: 2, [4, 0, 0] + Array("type".utf8) + [4, 0], [1, 0x6E, 0, 0x61, 0, 0x6D, 0])
    book.addSheet(
      "survey", TestXLS.cell(0x00FD, 1, 1, TestXLS.u32(0)), book.rows("type|name\ntext|a"))
    let whole = book.bytes()
    for length in stride(from: 0, to: whole.count, by: 11) {
      _ = code(Array(whole[..<length]))
    }
    for index in whole.indices {
      for byte: UInt8 in [0xFF, 0x00] {
        var damaged = whole
        damaged[index] = byte
        _ = code(damaged)
      }
    }
  }

  @Test func aTextThatManyCellsShareCountsInEachOfThem() throws {
    var cells = SheetCells(sheet: "survey")
    let text = String(repeating: "a", count: 1 << 20)
    for row in 1...64 { try cells.add(text, row: row, column: 1) }
    #expect(throws: QuestionnaireReadingError(.tooManyCells, "survey")) {
      try cells.add("b", row: 65, column: 1)
    }
  }
}
