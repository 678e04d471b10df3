import Foundation
import Interviewing
import Messages
import QuestionnaireLanguage

/// Reads, checks and opens every workbook; the verdict, reader and rules together, is compared with
/// that of the field's converter and validator.
enum WorkbookVerdicts {
  static let opened = "accepted by the field's tools: an interview opens"

  static func agreement() async throws -> Agreement {
    await Agreement.shared("workbooks", try index()) { entries, agreement in
      for entry in entries { entry.judge(&agreement) }
    }
  }

  private struct Entry: Sendable {
    var file: String
    var kind: String
    var isAccepted: Bool

    func judge(_ agreement: inout Agreement) {
      let (form, errors) = read()
      if errors.isEmpty == isAccepted {
        agreement.agree += 1
      } else {
        agreement.differ += 1
        agreement.details.add(
          "differ, \(kind): the field's tools \(isAccepted ? "accept" : "refuse"), Campo does not")
        if Agreement.verbose != nil { print("VERDICT \(file): \(errors.prefix(3))") }
      }
      guard isAccepted else { return }
      agreement.details.add(
        form.map(opens) == true
          ? WorkbookVerdicts.opened : "accepted by the field's tools: no interview opens")
    }

    private func read() -> (form: Questionnaire?, errors: [String]) {
      do {
        let url = Corpus.root.appendingPathComponent("xlsforms/" + file)
        let form = try QuestionnaireFile.read([UInt8](Data(contentsOf: url)), name: file)
        let errors = Checker.check(form).filter { $0.severity == .error }
        return (form, errors.map { "\($0.code) \($0.place?.description ?? "")" })
      } catch {
        return (nil, ["\(error)"])
      }
    }

    private func opens(_ form: Questionnaire) -> Bool {
      guard let form = try? CompiledQuestionnaire(form) else { return false }
      let interview = Interview(
        form,
        environment: InterviewEnvironment(
          now: { 0 }, timeZone: .gmt, random: SeededGenerator(seed: 1)))
      return !interview.nodes().isEmpty
    }
  }

  private static func index() throws -> [Entry] {
    let file = Corpus.root.appendingPathComponent("xlsforms/index.tsv")
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(whereSeparator: \.isNewline)
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    guard let header = lines.first, let converter = header.firstIndex(of: "pyxform_4.5.0"),
      let validator = header.firstIndex(of: "odk_validate")
    else { return [] }
    return lines.dropFirst().map { line in
      Entry(
        file: String(line[0]), kind: String(line[1]),
        isAccepted: line[converter] == "ok" && line[validator] == "accept")
    }
  }
}
