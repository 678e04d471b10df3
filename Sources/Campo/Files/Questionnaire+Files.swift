import Foundation
package import QuestionnaireLanguage

extension Questionnaire {
  /// Reads a questionnaire with the data files that lie beside it (`attachDataFiles`).
  ///
  /// - Throws: `FileError`, `QuestionnaireReadingError`.
  package init(file path: String) throws {
    self = try QuestionnaireFile.read(BoundedFile.read(path), name: path)
    try attachDataFiles(beside: path, read: BoundedFile.readIfPresent)
  }

  /// Writes its data files where `init(file:)` will look for them, unless it finds them already.
  ///
  /// - Parameter overwriting: whether files of their names with another content may go.
  /// - Throws: `FileError`, `OutputError`.
  package func writeDataFiles(beside path: String, overwriting: Bool) throws {
    var there = self
    try there.attachDataFiles(beside: path, read: BoundedFile.readIfPresent)
    let missing = dataFiles.filter { !there.dataFiles.contains($0) }
    guard !missing.isEmpty else { return }
    let folder = Self.mediaFolder(of: path)
    if mkdir(folder, 0o755) != 0, errno != EEXIST {
      throw FileError(.write, path: folder, number: errno)
    }
    for file in missing {
      try OutputPlace.claim(folder + file.name, overwriting: overwriting)
    }
    for file in missing {
      var written = try AtomicFile(path: folder + file.name)
      try written.write(file.bytes)
      try written.commit()
    }
  }
}

extension BoundedFile {
  /// As `read`; nil where there is no such file.
  static func readIfPresent(_ path: String, limit: Int) throws(FileError) -> [UInt8]? {
    do throws(FileError) {
      return try read(path, limit: limit)
    } catch {
      guard error.number == ENOENT || error.number == ENOTDIR else { throw error }
      return nil
    }
  }
}
