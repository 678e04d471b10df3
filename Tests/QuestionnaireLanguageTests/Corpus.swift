import Foundation

/// The shared corpus of real workbooks, where it lies beside the package.
enum Corpus {
  static let reason: String = "needs ../shared/corpus beside the package"

  static let folder: URL? = {
    // Tests/QuestionnaireLanguageTests/Corpus.swift → package root → its parent.
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.deletingLastPathComponent().appending(path: "shared/corpus")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  static var isThere: Bool { folder != nil }

  struct Workbook {
    let file: String
    let accepted: Bool
    let bytes: [UInt8]
  }

  /// Every workbook with the verdict of the field's converter.
  static func workbooks() throws -> [Workbook] {
    guard let folder = folder?.appending(path: "xlsforms") else { return [] }
    let index = try String(contentsOf: folder.appending(path: "index.tsv"), encoding: .utf8)
    let lines = index.split(whereSeparator: \.isNewline).map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first, let verdict = header.firstIndex(of: "pyxform_4.5.0") else {
      return []
    }
    return try lines.dropFirst().map { line in
      Workbook(
        file: line[0], accepted: line[verdict] == "ok",
        bytes: [UInt8](try Data(contentsOf: folder.appending(path: line[0]))))
    }
  }
}
