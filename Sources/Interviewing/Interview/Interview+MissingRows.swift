extension Interview {
  /// Adds rows until every row that the path names exists, as an enumerator would have to before
  /// answering there. A path that names no possible row is left for the answer to refuse.
  public mutating func addRows(reaching path: String) throws(InterviewError) {
    var prefix = ""
    for part in path.split(separator: "/") {
      prefix += "/" + part
      guard let bracket = part.lastIndex(of: "["), part.hasSuffix("]"),
        let number = Int(part[part.index(after: bracket)...].dropLast()),
        (1...InterviewLimits.maximumRows).contains(number)
      else { continue }
      let roster = String(prefix.dropLast(part[bracket...].count))
      while !exists(prefix) { try addRow(roster) }
    }
  }
}
