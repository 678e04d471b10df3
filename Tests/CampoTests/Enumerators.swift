import Campo
import Foundation
import Replication

/// Enumerators of area "a" with a store each, in a folder that is removed with them.
final class Enumerators {
  let root = NSTemporaryDirectory() + "campo-enumerators-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func client(_ name: String) throws -> SurveyClient {
    try SurveyClient.create(
      at: "\(root)/\(name)", author: Author(name: name, role: .enumerator), areas: ["a"])
  }
}
