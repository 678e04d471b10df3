/// Columns of ours that say what a question is about: read the same from a cell, a YAML key and
/// a kept column. What they do not understand is kept as a column of the author's.
enum OwnColumns {
  static let names = ["concept", "reference_period", "sensitivity", "sealed"]

  /// Whether the column is one of ours, and so has been read into the item.
  static func read(
    _ name: String, _ text: String, at place: Place?, into item: inout Item,
    notes: inout [ReadingNote]
  ) {
    guard let problem = understand(name, text, into: &item) else { return }
    notes.append(ReadingNote(problem, at: place, text))
    item.extras[name] = text
  }

  private static func understand(
    _ name: String, _ text: String, into item: inout Item
  ) -> ReadingProblem? {
    switch name {
    case "concept":
      guard ConceptID.isValid(text) else { return .conceptNotAnID }
      item.concept = text
    case "reference_period":
      guard let period = ReferencePeriod(text) else { return .referencePeriodNotISO }
      item.referencePeriod = period
    case "sensitivity":
      guard let sensitivity = Sensitivity(rawValue: text) else { return .unknownSensitivity }
      item.sensitivity = sensitivity
    case "sealed":
      guard let sealed = TruthWords.value(text) else { return .sealedNotTruth }
      item.isSealed = sealed
    default: return nil
    }
    return nil
  }

  /// What the columns hold, as `read` reads it.
  static func values(of item: Item) -> [(name: String, text: String)] {
    let texts = [
      item.concept, item.referencePeriod?.text, item.sensitivity?.rawValue,
      item.isSealed ? "yes" : nil,
    ]
    return zip(names, texts).compactMap { name, text in text.map { (name, $0) } }
  }
}
