extension Questionnaire {
  /// Takes up the data files that the questionnaire names, so that they are part of it. They lie
  /// where ODK's tools put them: for `forms/towns.xlsx` in `forms/towns-media/`, else in `forms/`.
  /// One that is not there is left out: it is empty to expressions, and checking reports it.
  ///
  /// - Parameters:
  ///   - path: of the questionnaire's file.
  ///   - read: gives a file's bytes, at most as many as asked for, or nil where there is none.
  public mutating func attachDataFiles<Failure: Error>(
    beside path: String, read: (_ path: String, _ limit: Int) throws(Failure) -> [UInt8]?
  ) throws(Failure) {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let folder = String(path[..<slash])
    var files: [DataFile] = []
    let names = Set(dataFileUses.map(\.file)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    var room = DataFileLimits.totalBytes
    for name in names where Self.isBareName(name) {
      for place in [Self.mediaFolder(of: path), folder] {
        let limit = min(DataFileLimits.fileBytes, room)
        guard let bytes = try read(place + name, limit) else { continue }
        room -= bytes.count
        files.append(DataFile(name: name, bytes: bytes))
        break
      }
    }
    dataFiles = files
  }

  /// The folder of the files that come with a questionnaire's file.
  package static func mediaFolder(of path: String) -> String { path.withoutExtension + "-media/" }

  /// A name that leads out of the folder is nobody's data file.
  private static func isBareName(_ name: String) -> Bool {
    !name.contains("/") && !name.contains("\\") && !name.hasPrefix(".") && !name.contains("\0")
  }
}
