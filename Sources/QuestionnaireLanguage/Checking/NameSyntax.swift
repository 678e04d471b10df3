/// What may be a question's name: an XML name without colon, because it becomes an element.
enum NameSyntax {
  /// Longest name that statistical packages keep whole (Stata 32, SPSS 64 bytes).
  static let longestExportable = 64

  /// The nearest valid name: other characters become `_`.
  static func repaired(_ name: String) -> String {
    var repaired = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if repaired.isEmpty, !String(scalar).isXMLName { repaired.append("_") }
      if "_\(scalar)".isXMLName {
        repaired.append(scalar)
      } else if repaired.last != "_" {
        repaired.append("_")
      }
    }
    return String(repaired)
  }
}
