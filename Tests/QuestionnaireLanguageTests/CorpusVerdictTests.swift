import Messages
import Testing

@testable import QuestionnaireLanguage

@Suite(.enabled(if: Corpus.isThere, Comment(rawValue: Corpus.reason)))
struct CorpusVerdictTests {
  /// Of 411 workbooks, as measured; raise it with the reader.
  static let floor = 300

  @Test func readerAcceptsWhatTheFieldsConverterAccepts() throws {
    var table: [String: Int] = [:]
    var agree = 0
    let workbooks = try Corpus.workbooks()
    for workbook in workbooks {
      var reasons: [String] = []
      do {
        let form = try QuestionnaireFile.read(workbook.bytes, name: workbook.file)
        reasons = form.notes.compactMap(\.finding).filter { $0.severity == .error }.map {
          "\($0.code) \($0.place?.description ?? "") \($0.message.english)"
        }
      } catch {
        reasons = [error.description]
      }
      let accepted = reasons.isEmpty
      table[
        "converter \(workbook.accepted ? "ok" : "error"), reader \(accepted ? "ok" : "error")",
        default: 0] += 1
      if accepted == workbook.accepted {
        agree += 1
      } else {
        print("differs:", workbook.file, "|", workbook.message, "|", reasons.prefix(3))
      }
    }
    for (row, count) in table.sorted(by: { $0.key < $1.key }) { print("\(row): \(count)") }
    #expect(agree >= Self.floor, "agrees on \(agree) of \(workbooks.count)")
  }
}
