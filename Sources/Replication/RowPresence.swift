/// Whether a roster row exists, after everybody's additions, deletions and edits.
public enum RowPresence: Hashable, Sendable {
  /// Nobody has added it, though answers may name it.
  case absent
  /// It stands at `position` among its siblings.
  case present(position: UInt32)
  /// Deleted by someone who had seen all of it: hidden, its answers kept.
  case deleted
  /// Deleted by someone who had not seen an edit of it: shown and flagged, for a person to decide.
  case deletedButEdited(position: UInt32)

  /// Whether an interview shows it.
  public var isVisible: Bool { position != nil }

  /// Its place among its siblings; nil where it is not shown.
  public var position: UInt32? {
    switch self {
    case .absent, .deleted: nil
    case .present(let position), .deletedButEdited(let position): position
    }
  }
}
