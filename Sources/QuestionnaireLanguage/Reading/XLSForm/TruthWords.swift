/// The words that XLSForm takes for true and false.
enum TruthWords {
  private static let values: [String: Bool] = [
    "yes": true, "Yes": true, "YES": true, "true": true, "True": true, "TRUE": true,
    "true()": true, "no": false, "No": false, "NO": false, "false": false, "False": false,
    "FALSE": false, "false()": false,
  ]

  static func value(_ text: String) -> Bool? { values[text] }

  /// `yes` as an expression is `true()`; any other text is itself.
  static func expression(_ text: String) -> String {
    guard let value = values[text] else { return text }
    return value ? "true()" : "false()"
  }
}
