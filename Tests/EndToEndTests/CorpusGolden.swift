import CZlib
import Foundation
import QuestionnaireLanguage

/// An interview as the reference engine ran it: what was answered, and every node as it ended.
struct GoldenInterview: Decodable {
  struct Node: Decodable {
    let path: String
    let kind: String
    let relevant: Bool
    let value: String?
  }

  let form: String
  let clock: String
  let timezone: String
  let final: [Node]

  /// The relevant answers, by path.
  var relevantValues: [(path: String, value: String)] {
    final.compactMap { node in
      guard node.kind == "leaf", node.relevant else { return nil }
      return (node.path, node.value ?? "")
    }
  }
}

/// A field workbook of the shared corpus, with the golden interviews of it.
struct CorpusWorkbook {
  let file: URL
  let rows: Int
  let repeats: Int
  let goldenFiles: [URL]

  var path: String { file.path(percentEncoded: false) }
  var name: String { file.lastPathComponent }

  func questionnaire() throws -> Questionnaire {
    try QuestionnaireFile.read([UInt8](Data(contentsOf: file)), name: name)
  }
}

/// The shared corpus, where it lies beside the package.
enum SharedCorpus {
  static let absence = "needs ../shared/corpus beside the package"

  private static let folder = BuiltProducts.packageRoot.deletingLastPathComponent()
    .appending(path: "shared/corpus")

  static var isThere: Bool {
    FileManager.default.fileExists(atPath: folder.path(percentEncoded: false))
  }

  /// The `.xlsx` workbooks of real fieldwork that have golden interviews, largest first.
  static func fieldWorkbooks() throws -> [CorpusWorkbook] {
    let index = try String(
      contentsOf: folder.appending(path: "xlsforms/index.tsv"), encoding: .utf8)
    let table = index.split(whereSeparator: \.isNewline).map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let columns = Dictionary(
      uniqueKeysWithValues: (table.first ?? []).enumerated().map { ($1, $0) })
    func cell(_ line: [String], _ name: String) -> String {
      columns[name].flatMap { line.indices.contains($0) ? line[$0] : nil } ?? ""
    }
    return table.dropFirst()
      .filter { cell($0, "kind") == "field" && cell($0, "file").hasSuffix(".xlsx") }
      .map { line in
        CorpusWorkbook(
          file: folder.appending(path: "xlsforms/\(cell(line, "file"))"),
          rows: Int(cell(line, "rows")) ?? 0, repeats: Int(cell(line, "repeats")) ?? 0,
          goldenFiles: goldenFiles(of: cell(line, "file")))
      }
      .filter { !$0.goldenFiles.isEmpty }
      .sorted { ($1.rows, $0.file.path()) < ($0.rows, $1.file.path()) }
  }

  private static func goldenFiles(of workbook: String) -> [URL] {
    (0...1).map { folder.appending(path: "golden/\(workbook).\($0).json.gz") }
      .filter { FileManager.default.fileExists(atPath: $0.path(percentEncoded: false)) }
  }

  static func golden(_ file: URL) throws -> GoldenInterview {
    try JSONDecoder().decode(GoldenInterview.self, from: try unpacked(file))
  }

  private static let chunkBytes = 1 << 16

  private static func unpacked(_ file: URL) throws -> Data {
    guard let handle = gzopen(file.path(percentEncoded: false), "rb") else {
      throw CocoaError(.fileReadUnknown)
    }
    defer { gzclose(handle) }
    var data = Data()
    var chunk = [UInt8](repeating: 0, count: chunkBytes)
    while case let count = gzread(handle, &chunk, UInt32(chunk.count)), count != 0 {
      guard count > 0 else { throw CocoaError(.fileReadCorruptFile) }
      data.append(contentsOf: chunk[..<Int(count)])
    }
    return data
  }
}
