extension ReadingNote {
  init(_ problem: ReadingProblem, at place: Place?, _ arguments: String...) {
    self.init(code: problem.rawValue, place: place, arguments: arguments)
  }

  /// The note as a finding: its severity, sentence and remedy from the catalogue.
  /// Nil for a code that no reader of this version writes.
  public var finding: Finding? {
    guard let problem = ReadingProblem(rawValue: code) else { return nil }
    return Finding(
      code: code, severity: problem.severity, place: place, message: problem.message(arguments),
      remedy: problem.remedy(arguments))
  }
}

extension Questionnaire {
  /// Whether the reader noted a fault that makes the questionnaire unfit for use.
  public var hasReadingErrors: Bool { notes.contains { $0.finding?.severity == .error } }
}
