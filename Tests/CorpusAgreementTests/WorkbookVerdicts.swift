import Foundation
import Interviewing
import Messages
import QuestionnaireLanguage

/// Reads, checks and opens every workbook; the verdict, reader and rules together, is compared with
/// that of the field's converter and of its validator, each apart.
enum WorkbookVerdicts {
  static let opened = "accepted by the field's tools: an interview opens"

  static func agreement() async throws -> Agreement {
    await Agreement.shared("workbooks", try index()) { entries, agreement in
      for entry in entries { entry.judge(&agreement) }
    }
  }

  /// Refused today, accepted by an older pyxform and here: nothing is asked of these.
  static let uncounted = "pyxform 4.5 refuses: an older one and Campo do not, not counted"

  /// What the tools say, and how often it is said here too.
  enum Line: CaseIterable {
    case bothAccept, converterRefuses, validatorRefuses

    var title: String {
      switch self {
      case .bothAccept: "pyxform 4.5 and ODK Validate accept"
      case .converterRefuses: "pyxform 4.5 refuses"
      case .validatorRefuses: "ODK Validate refuses what pyxform 4.5 made"
      }
    }

    var isAcceptance: Bool { self == .bothAccept }

    /// The share of agreement asked for.
    var bar: Double { isAcceptance ? 0.99 : 0.95 }

    var same: String { title + ": so does Campo" }
    var other: String { title + ": Campo does not" }

    func share(_ details: Tally) -> Double {
      let same = details[same]
      let all = same + details[other]
      return all == 0 ? 1 : Double(same) / Double(all)
    }
  }

  private struct Entry: Sendable {
    var file: String
    var kind: String
    var converts: Bool
    /// An older converter takes it.
    var converted: Bool
    /// Nil where the converter made nothing to validate.
    var validates: Bool?

    var isAccepted: Bool { converts && validates == true }

    func judge(_ agreement: inout Agreement) {
      guard Agreement.isAsked(file) else { return agreement.leftOut.add("not asked for") }
      let (form, errors) = read()
      let agrees = errors.isEmpty == line.isAcceptance
      if !agrees, line == .converterRefuses, converted {
        agreement.details.add(WorkbookVerdicts.uncounted)
      } else {
        agreement.details.add(agrees ? line.same : line.other)
      }
      if !agrees { print("EXCEPTION \(line.title): \(file) \(errors.prefix(3))") }
      if errors.isEmpty == isAccepted {
        agreement.agree += 1
      } else {
        agreement.differ += 1
      }
      guard isAccepted else { return }
      agreement.details.add(
        form.map(opens) == true
          ? WorkbookVerdicts.opened : "accepted by the field's tools: no interview opens")
    }

    private var line: Line {
      isAccepted ? .bothAccept : converts ? .validatorRefuses : .converterRefuses
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
      let validator = header.firstIndex(of: "odk_validate"),
      let second = header.firstIndex(of: "pyxform_2.2.0"),
      let first = header.firstIndex(of: "pyxform_1.12.2")
    else { return [] }
    return lines.dropFirst().map { line in
      let validates: Bool? =
        switch line[validator] {
        case "accept": true
        case "reject": false
        default: nil
        }
      return Entry(
        file: String(line[0]), kind: String(line[1]), converts: line[converter] == "ok",
        converted: line[second] == "ok" || line[first] == "ok", validates: validates)
    }
  }
}
