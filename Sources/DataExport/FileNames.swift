/// The names of the files that one questionnaire's tables become.
package struct FileNames: Sendable {
  private let stem: String
  private let ambiguous: Set<String>

  /// - Parameter stem: what stands for the questionnaire, as `FileNames.stem` gives it.
  package init(stem: String, layout: DataSetLayout) {
    self.stem = stem
    var seen: Set<Substring> = []
    var ambiguous: Set<String> = []
    for case let roster? in layout.tables.map(\.roster) {
      if let name = roster.split(separator: "/").last, !seen.insert(name).inserted {
        ambiguous.insert(String(name))
      }
    }
    self.ambiguous = ambiguous
  }

  /// `hogar.csv`, `hogar.person.csv`; the roster's whole path where two rosters bear one name.
  package func name(of table: TableLayout) -> String {
    guard let roster = table.roster, let last = roster.split(separator: "/").last else {
      return stem + ".csv"
    }
    let name =
      ambiguous.contains(String(last))
      ? roster.split(separator: "/").dropFirst().joined(separator: ".") : String(last)
    return "\(stem).\(Self.safe(name)).csv"
  }

  /// The questionnaire's id; with its version, and with its hash, where others in the same export
  /// would bear the same name.
  package static func stem(
    id: String, version: String, hash: String, others: [(id: String, version: String)]
  ) -> String {
    let sameID = others.filter { $0.id == id }
    if sameID.isEmpty { return safe(id) }
    let versioned = "\(safe(id))@\(safe(version))"
    return sameID.contains { $0.version == version } ? "\(versioned).\(hash.prefix(8))" : versioned
  }

  /// Harmless as a part of a file name anywhere.
  static func safe(_ text: String) -> String {
    let kept = text.map { character in
      character.isLetter || character.isNumber || "-_.".contains(character) ? character : "_"
    }
    let name = String(kept.prefix(nameLimit))
    return name.hasPrefix(".") || name.isEmpty ? "_" + name : name
  }

  private static let nameLimit = 80
}
