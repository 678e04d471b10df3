public import Messages

/// A file that cannot be read as a questionnaire at all: not a workbook, cut short, hostile, or
/// without a survey. Smaller faults become `ReadingNote`s, so that all of them show at once.
public struct QuestionnaireReadingError: ExplainedError, Hashable {
  /// The catalogue's code, `R0001`-like.
  public let code: String
  /// The file's name as the caller gave it.
  public var file: String
  public let place: Place?
  /// What fills the sentence.
  public let arguments: [String]

  init(_ problem: ReadingProblem, at place: Place? = nil, _ arguments: String...) {
    code = problem.rawValue
    file = ""
    self.place = place
    self.arguments = arguments
  }

  /// What is wrong, where, and what to do about it.
  public var message: Message {
    guard let problem = ReadingProblem(rawValue: code) else {
      preconditionFailure("a reading error carries a code of the catalogue")
    }
    let what = problem.message(arguments)
    let remedy = problem.remedy(arguments)
    let spot = [file, place?.description ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    let prefix = spot.isEmpty ? "" : spot + ": "
    return Message(
      es: prefix + what.spanish + " " + remedy.spanish,
      en: prefix + what.english + " " + remedy.english)
  }
}
