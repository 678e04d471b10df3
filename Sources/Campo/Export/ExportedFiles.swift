import DataExport
import Foundation
import Interviewing
import Replication
import SQLiteStore
import SyncProtocol

/// Puts the files that answers name into a folder: a folder a response, and `files.csv`, which tells what
/// each is. The data files go on saying the names that the files had.
struct ExportedFiles: ~Copyable {
  private static let columns = ["response_id", "path", "name", "file", "bytes", "sha256"]

  private let store: Store
  private let folder: String
  private var index: AtomicFile
  /// Files written.
  private(set) var written = 0
  /// Named by answers, and not here.
  private(set) var missing = 0
  /// Here, and damaged; they were not written.
  private(set) var damaged: [AttachmentDigest] = []

  init(of store: Store, in folder: String, overwriting: Bool) throws {
    try OutputFolder.make(folder)
    let path = "\(folder)/files.csv"
    let heading = CSVLine.bytes(of: Self.columns)
    try OutputPlace.claim(path, overwriting: overwriting) { path in
      try FileHandle(forReadingAtPath: path)?.read(upToCount: heading.count) == Data(heading)
    }
    var index = try AtomicFile(path: path)
    try index.write(heading)
    self.store = store
    self.folder = folder
    self.index = consume index
  }

  /// Those that a response's answers name, as the data files show it.
  mutating func add(_ nodes: [NodeState], of record: Record) throws {
    var names = AttachmentNames()
    for node in nodes where node.isRelevant && node.kind == .leaf {
      guard let key = node.key, case .attachment(let attachment)? = record.value(of: key),
        let digest = AttachmentDigest(attachment)
      else { continue }
      let file = try put(digest, named: names.name(for: attachment.name), of: record.id)
      try index.write(
        CSVLine.bytes(of: [
          record.id.description, node.path, attachment.name, file ?? "", String(attachment.size),
          digest.description,
        ]))
    }
  }

  /// To be called when all were added: the index appears.
  consuming func commit() throws { try index.commit() }

  /// - Returns: where it lies in the folder; nil where it could not be put there.
  private mutating func put(
    _ digest: AttachmentDigest, named name: String, of id: RecordID
  ) throws -> String? {
    guard try store.attachment(digest)?.held != nil else {
      missing += 1
      return nil
    }
    let place = "\(id)/\(name)"
    try OutputFolder.make("\(folder)/\(id)")
    do {
      try store.copyOut(digest, to: "\(folder)/\(place)")
    } catch let error as StoreError {
      guard case .damaged = error.kind else { throw error }
      damaged.append(digest)
      return nil
    }
    written += 1
    return place
  }
}
