public import Messages

/// A questionnaire that the format asked for cannot hold.
public struct QuestionnaireWritingError: ExplainedError, Hashable {
  enum Problem: String {
    case controlCharacter = "W0001"
    case cellTooLong = "W0002"
    case archive = "W0003"
    case yaml = "W0004"
  }

  private let problem: Problem
  /// The item, choice or cell concerned, or what the library below said.
  public let subject: String

  init(_ problem: Problem, _ subject: String) {
    self.problem = problem
    self.subject = subject
  }

  public var code: String { problem.rawValue }

  public var message: Message {
    switch problem {
    case .controlCharacter:
      Message(
        es: "\(subject) tiene un carácter de control que un libro no admite; bórrelo.",
        en: "\(subject) has a control character that a workbook cannot hold; remove it.")
    case .cellTooLong:
      Message(
        es: "\(subject) tiene más de \(WorkbookWriter.cellCharacters) caracteres; acórtelo.",
        en: "\(subject) has more than \(WorkbookWriter.cellCharacters) characters; shorten it.")
    case .archive:
      Message(
        es: "No se pudo componer el libro: \(subject). Inténtelo con más memoria libre.",
        en: "The workbook could not be composed: \(subject). Try again with more free memory.")
    case .yaml:
      Message(
        es: "No se pudo escribir el YAML: \(subject).",
        en: "The YAML could not be written: \(subject).")
    }
  }
}
