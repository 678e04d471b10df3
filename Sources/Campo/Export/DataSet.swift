import Foundation
public import Interviewing
import SQLiteStore
import SyncProtocol

/// Rectangular files of everything that a device's store, a server's data or a bundle holds.
public enum DataSet {
  /// Writes one CSV file a questionnaire and one a roster, and `export.json` about them.
  ///
  /// Nothing is changed at the source; a server may go on running.
  /// - Parameters:
  ///   - source: a store's folder, a server's data folder, or a bundle.
  ///   - folder: where the files go; made where it is missing. Each appears when it is whole.
  ///   - known: of an encrypted bundle, a store or server's data with the key that opens it.
  ///   - definitions: questionnaires that the source may lack.
  ///   - includingVoided: whether withdrawn responses are exported too.
  ///   - filesFolder: where the files go that answers name, a folder a response, with `files.csv` about
  ///     them; nil where they stay.
  ///   - overwriting: whether files may be replaced that no earlier export wrote.
  /// - Throws: `ClientError.notAnExportSource`, `OutputError`, `StoreError`, `BundleError`,
  ///   `FileError`.
  public static func export(
    from source: String, to folder: String, knownIn known: String? = nil,
    definitions: [CompiledQuestionnaire] = [],
    includingVoided: Bool = false, filesTo filesFolder: String? = nil, overwriting: Bool = false
  ) throws -> ExportReport {
    for folder in [folder, filesFolder].compactMap(\.self) {
      try OutputPlace.requireOutsideData("\(folder)/\(DataSetExport.indexName)")
    }
    let forms = Dictionary(definitions.map { ($0.hash, $0) }, uniquingKeysWith: { _, last in last })
    func export(_ store: Store) throws -> ExportReport {
      try DataSetExport(
        store: store, definitions: forms, includesVoided: includingVoided, folder: folder,
        filesFolder: filesFolder, overwriting: overwriting
      ).run()
    }
    if Store.exists(at: source) {
      let store = try Store.openToRead(at: source)
      let report = try export(store)
      try store.close()
      return report
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: source, isDirectory: &isFolder) else {
      throw FileError(.read, path: source, number: ENOENT)
    }
    guard !isFolder.boolValue else { throw ClientError.notAnExportSource(source) }
    let openers = try known.map(BundleScan.openers(knownIn:)) ?? []
    return try exportBundle(source, openedBy: openers, beside: folder, export)
  }

  /// A bundle is merged into a store of its own first, which goes away with the export.
  private static func exportBundle(
    _ source: String, openedBy openers: [BundleOpener], beside folder: String,
    _ export: (Store) throws -> ExportReport
  ) throws -> ExportReport {
    try OutputFolder.make(folder)
    let scratch = "\(folder)/.campo-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let store = try Store.create(at: scratch)
    try BundleImport(into: store, openedBy: openers).take(source)
    let report = try export(store)
    try store.close()
    return report
  }
}
