/// What a draw leaves behind as its question's answer: `POSITION ELIGIBLE MARK`, so that whoever
/// reads it sees whom, out of how many. Once made it is not made again; only the position follows
/// the row that was drawn.
package struct DrawRecord: Hashable, Sendable {
  package private(set) var position: Int
  package let eligible: Int
  package let mark: String

  package var text: String { "\(position) \(eligible) \(mark)" }

  package init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, let position = Int(words[0]), let eligible = Int(words[1]),
      position > 0, eligible > 0, words[2].utf8.count == 16,
      words[2].utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
    else { return nil }
    self.position = position
    self.eligible = eligible
    mark = String(words[2])
  }

  /// Nil where nobody is eligible.
  init?(_ draw: Draw) {
    guard let drawn = draw.drawn else { return nil }
    position = drawn.position
    eligible = draw.eligible
    mark = drawn.mark
  }

  /// The same record with the place its row has now; the last known place where the row is gone.
  func following(_ draw: Draw) -> DrawRecord {
    var record = self
    if let row = draw.rows.first(where: { $0.mark == mark }) { record.position = row.position }
    return record
  }
}
