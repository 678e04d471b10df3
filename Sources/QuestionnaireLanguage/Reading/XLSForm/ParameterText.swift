/// The `parameters` column: `start=0 end=10`, separated by spaces, commas or semicolons.
enum ParameterText {
  /// Names of parameters whose value names something in a file, and keeps its case.
  private static let caseSensitive: Set<String> = ["label", "value"]

  /// Nil where the text is not pairs of a name and a value.
  static func parse(_ text: String) -> [String: String]? {
    var tokens: [String] = []
    for piece in text.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" }) {
      var current = ""
      for character in piece {
        if character == "=" {
          if !current.isEmpty { tokens.append(current) }
          tokens.append("=")
          current = ""
        } else {
          current.append(character)
        }
      }
      if !current.isEmpty { tokens.append(current) }
    }
    guard tokens.count.isMultiple(of: 3) else { return nil }
    var parameters: [String: String] = [:]
    for start in stride(from: 0, to: tokens.count, by: 3) {
      guard tokens[start] != "=", tokens[start + 1] == "=", tokens[start + 2] != "=" else {
        return nil
      }
      let name = tokens[start].lowercased()
      let value = tokens[start + 2]
      parameters[name] = caseSensitive.contains(name) ? value : value.lowercased()
    }
    return parameters
  }

  static func write(_ parameters: [String: String]) -> String {
    parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }
}
