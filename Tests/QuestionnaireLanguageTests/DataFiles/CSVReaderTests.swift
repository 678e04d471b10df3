import Testing

@testable import QuestionnaireLanguage

@Suite struct CSVReaderTests {
  private func records(_ text: String) throws(DataFileError) -> [[String]] {
    var reader = CSVReader(Array(text.utf8))
    var records: [[String]] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a\n1", [["a"], ["1"]]),
    ("a,b\n\n\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a\n\"x, \"\"y\"\"\nz\"\n", [["a"], ["x, \"y\"\nz"]]),
    ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
    ("a,b\n1;2,3\n", [["a", "b"], ["1;2", "3"]]),
    ("a,b,c\n 1 ,,\n", [["a", "b", "c"], [" 1 ", "", ""]]),
    ("a,b\n\"\",\"x\" ,\n", [["a", "b"], ["", "x", ""]]),
    ("a\nx\"y\n", [["a"], ["x\"y"]]),
    ("", []),
  ])
  func reads(text: String, records expected: [[String]]) throws {
    #expect(try records(text) == expected)
  }

  @Test(arguments: [
    ("a\n1\n\"x\ny", DataFileError.Reason.openQuote, 3),
    ("a,b\n\"x\ny\"z,2", .afterQuote, 3),
  ])
  func namesTheLine(text: String, reason: DataFileError.Reason, line: Int) {
    #expect(throws: DataFileError(reason, line: line)) { try records(text) }
  }

  @Test func refusesWhatIsNotUTF8() {
    var reader = CSVReader([0x61, 0x0A, 0xE9, 0x0A])
    #expect(throws: DataFileError(.encoding, line: 2)) {
      while try reader.next() != nil {}
    }
  }
}
