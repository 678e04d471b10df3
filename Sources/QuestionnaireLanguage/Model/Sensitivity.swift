/// What harm an answer can do in other hands. A group's mark holds for all that is inside it,
/// unless a question says otherwise.
public enum Sensitivity: String, Hashable, Sendable, CaseIterable {
  /// The author looked and saw none.
  case open = "none"
  /// It identifies a person or a home: names, telephone numbers, positions.
  case personal
  /// It puts somebody in danger if another member of the household, or anybody else, reads it.
  case sensitive
}
