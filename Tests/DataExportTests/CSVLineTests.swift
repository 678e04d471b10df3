import DataExport
import Testing

@Suite struct CSVLineTests {
  @Test(arguments: [
    (["a", "b"], "a,b\n"),
    (["", ""], ",\n"),
    (["a,b"], "\"a,b\"\n"),
    (["dijo \"no\""], "\"dijo \"\"no\"\"\"\n"),
    (["dos\nlíneas"], "\"dos\nlíneas\"\n"),
    (["retorno\r"], "\"retorno\r\"\n"),
    ([" padded "], "\" padded \"\n"),
    (["=1+1", "ñandú"], "=1+1,ñandú\n"),
  ])
  func quotesOnlyWhatAReaderWouldMistake(_ cells: [String], _ line: String) {
    #expect(String(decoding: CSVLine.bytes(of: cells), as: UTF8.self) == line)
  }
}
