import Campo
import CommandLanguage
import Messages
import QuestionnaireLanguage

/// A questionnaire's file that a command can do something with.
enum SoundQuestionnaire {
  /// Reads a file. What the reader noted goes to standard error as far as it is at least as grave as
  /// `least`; where it is an error, the command ends.
  static func read(_ path: String, telling least: Finding.Severity) throws -> Questionnaire {
    let questionnaire = try Questionnaire(file: path)
    for reservation in questionnaire.notes.compactMap(\.finding)
    where reservation.severity >= least {
      printError(line(of: reservation))
    }
    guard !questionnaire.hasReadingErrors else { throw ExitStatus.failure }
    return questionnaire
  }

  private static func line(of finding: Finding) -> String {
    let place = finding.place.map { "\($0) " } ?? ""
    let words = [finding.message, finding.remedy].map { $0.text(in: readerLanguage) }
    return "\(finding.code) \(finding.severity.rawValue) \(place)\(words.joined(separator: " "))"
  }
}
