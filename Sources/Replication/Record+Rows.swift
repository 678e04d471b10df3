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

/// A visible row of a roster.
public struct RosterRow: Hashable, Sendable {
  /// As in `RegisterKey.row`.
  public let key: AnswerKey
  /// Present, or deleted by one and edited by another.
  public let presence: RowPresence
}

extension Record {
  /// Whether the row exists; `row` is as in `RegisterKey.row`.
  public func presence(of row: AnswerKey) -> RowPresence {
    guard let register = registers[.row(row)] else { return .absent }
    var deletions: [VersionVector] = []
    var position: UInt32?
    for item in register {
      switch item.value {
      case .deleted(let context): deletions.append(context)
      case .row(let place): position = min(position ?? place, place)
      default: break
      }
    }
    if deletions.isEmpty { return position.map(RowPresence.present) ?? .absent }
    let isEdited = hasEntry(in: row) { dot in !deletions.contains { $0.contains(dot) } }
    return isEdited ? .deletedButEdited(position: position ?? .max) : .deleted
  }

  /// The visible rows of a roster inside the rows `parent`, in their order: by place, then by
  /// identity.
  public func rows(of roster: String, in parent: [RowID] = []) -> [RosterRow] {
    let depth = parent.count + 1
    var found: [(position: UInt32, row: RosterRow)] = []
    for case .row(let key) in registers.keys
    where key.rows.count == depth && key.question == roster && key.rows.starts(with: parent) {
      let presence = presence(of: key)
      guard let position = presence.position else { continue }
      found.append((position, RosterRow(key: key, presence: presence)))
    }
    return found.sorted { ($0.position, $0.row.key) < ($1.position, $1.row.key) }.map(\.row)
  }

  /// Rows that somebody deleted while somebody else edited them, in canonical order.
  public var editedDeletedRows: [AnswerKey] {
    registers.keys.compactMap { key in
      guard case .row(let row) = key, case .deletedButEdited = presence(of: row) else { return nil }
      return row
    }
  }

  /// Whether an answer of the row, a row nested in it, or its own addition satisfies `condition`.
  private func hasEntry(in row: AnswerKey, where condition: (Dot) -> Bool) -> Bool {
    registers.contains { key, register in
      switch key {
      case .answer(let cell) where cell.isInside(row): register.contains { condition($0.dot) }
      case .row(let cell) where cell == row || cell.isInside(row):
        register.contains { item in
          if case .row = item.value { condition(item.dot) } else { false }
        }
      default: false
      }
    }
  }
}

extension AnswerKey {
  /// Whether this lies inside the roster row `row`.
  public func isInside(_ row: AnswerKey) -> Bool {
    rows.count >= row.rows.count && rows.starts(with: row.rows)
      && question.utf8.count > row.question.utf8.count
      && question.utf8.starts(with: row.question.utf8)
      && question.utf8.dropFirst(row.question.utf8.count).first == UInt8(ascii: "/")
  }
}
