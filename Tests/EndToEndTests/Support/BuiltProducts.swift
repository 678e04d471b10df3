import Foundation

/// The executables under test, as the build left them beside the test bundle.
enum BuiltProducts {
  static let campo = find(["campo", "CampoCommand"])
  static let server = find(["campo-server", "App"])
  static let demo = find(["campo-demo", "CampoDemo"])

  /// The package's root, from this file's place in it.
  static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func find(_ names: [String]) -> String {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = names.map { folder.appendingPathComponent($0).path }
    guard let found = candidates.first(where: FileManager.default.isExecutableFile) else {
      fatalError("\(names[0]) is not built in \(folder.path): run 'swift build' first")
    }
    return found
  }
}
