import Messages
import Testing

@testable import QuestionnaireLanguage

/// The complete verdict, reader and rules together, beside that of the field's converter and
/// validator.
@Suite(.enabled(if: Corpus.isThere, Comment(rawValue: Corpus.reason)))
struct CheckerVerdictTests {
  /// Of 411 workbooks, as measured; raise it with the rules.
  static let floor = 405

  @Test func verdictsAgreeWithTheFieldsConverterAndValidator() throws {
    var table: [String: Int] = [:]
    var agree = 0
    let workbooks = try Corpus.workbooks()
    for workbook in workbooks {
      let errors = Self.errors(in: workbook)
      let theirs = workbook.accepted && workbook.validated == "accept"
      let row = "\(workbook.kind): theirs \(theirs ? "accept" : "reject"), "
      table[row + "ours \(errors.isEmpty ? "accept" : "reject")", default: 0] += 1
      if errors.isEmpty == theirs {
        agree += 1
      } else {
        print(
          "differs:", workbook.file, "|", workbook.message, workbook.validationMessage, "|",
          errors.prefix(3))
      }
    }
    for (row, count) in table.sorted(by: { $0.key < $1.key }) { print("\(row): \(count)") }
    #expect(agree >= Self.floor, "agrees on \(agree) of \(workbooks.count)")
  }

  private static func errors(in workbook: Corpus.Workbook) -> [String] {
    do {
      let form = try QuestionnaireFile.read(workbook.bytes, name: workbook.file)
      return Checker.check(form).filter { $0.severity == .error }.map {
        "\($0.code) \($0.place?.description ?? "") \($0.message.english)"
      }
    } catch {
      return [error.description]
    }
  }
}
