import Foundation

/// Real questionnaires and answers beside the package, with a reference engine's word on them.
enum Corpus {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("../shared/corpus").standardizedFileURL

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent("xpath_cases.json").path)
  }
}
