import Interviewing
import Messages
import QuestionnaireLanguage

/// What a fuzzer may throw bytes at. A target returns for every input: it ends the process where the
/// product breaks a promise, and a crash, a hang or too much memory ends it by itself.
public enum FuzzTarget: String, Sendable, CaseIterable {
  case expression
  case yaml
  case xlsx
  case xls
  case packed
  case message
  case bundle

  public func run(_ input: [UInt8]) {
    switch self {
    case .expression: ExpressionTarget.run(input)
    case .yaml: QuestionnaireTarget.run(input, named: "form.yaml")
    case .xlsx: QuestionnaireTarget.run(WorkbookParts.archive(of: input), named: "form.xlsx")
    case .xls: QuestionnaireTarget.run(input, named: "form.xls")
    case .packed: PackedTarget.run(input)
    case .message: MessageTarget.run(input)
    case .bundle: BundleTarget.run(input)
    }
  }
}

/// A file from a stranger: read, checked, written in both formats and read again, interviewed with.
enum QuestionnaireTarget {
  static func run(_ input: [UInt8], named name: String) {
    let questionnaire: Questionnaire
    do throws(QuestionnaireReadingError) {
      questionnaire = try QuestionnaireFile.read(input, name: name)
    } catch {
      precondition(!error.message.spanish.isEmpty && !error.message.english.isEmpty)
      return
    }
    let findings = Checker.check(questionnaire)
    guard !findings.contains(where: { $0.severity == .error }) else { return }
    for format in [QuestionnaireFile.Format.yaml, .xlsx] { expectSame(questionnaire, format) }
    do throws(CompilationError) {
      Interviewed.run(try CompiledQuestionnaire(questionnaire))
    } catch {
      fatalError("accepted, and not runnable: \(error.message.english)")
    }
  }

  /// What was accepted can be written, and what was written means the same.
  private static func expectSame(
    _ questionnaire: Questionnaire, _ format: QuestionnaireFile.Format
  ) {
    let bytes: [UInt8]
    do throws(QuestionnaireWritingError) {
      bytes = try QuestionnaireFile.write(questionnaire, as: format)
    } catch {
      return
    }
    do throws(QuestionnaireReadingError) {
      let again = try QuestionnaireFile.read(bytes, name: "form.\(format.rawValue)")
      // A workbook has only straight quotes and single spaces; YAML keeps every text.
      guard format == .yaml else { return }
      precondition(again.canonicalHash == questionnaire.canonicalHash, "YAML read back differs")
    } catch {
      fatalError("written as \(format.rawValue), and not readable: \(error.message.english)")
    }
  }
}
