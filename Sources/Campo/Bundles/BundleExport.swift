import Replication
import SQLiteStore
import SyncProtocol

/// Writes the responses of a store to a bundle file, a page at a time.
struct BundleExport {
  private static let pageRecords = 200
  private static let pageBytes = 1 << 20

  let store: Store
  let header: BundleHeader
  /// Who vouches for it; nil where nobody can.
  let signer: BundleSigner?
  /// Nil for all.
  var only: Set<RecordID>?
  /// Written after the store's own, as they are.
  var besides: [EncodedRecord] = []

  /// Returns the number of records written; the file appears when it is whole.
  func write(to path: String) throws -> Int {
    var file = try AtomicFile(path: path)
    var writer = BundleWriter()
    try file.write(writer.begin(header))
    for hash in header.definitions {
      guard let stored = try store.definition(hash: hash) else { continue }
      try file.write(writer.definition(DefinitionResponse(hash: hash, bytes: stored.bytes)))
    }
    var count = 0
    var position: Int64 = 0
    while true {
      let page = try store.outgoing(
        .all, after: position, limit: Self.pageRecords, maxBytes: Self.pageBytes)
      let chosen = page.filter { only?.contains($0.id) ?? true }
      try file.write(writer.seals(chosen.flatMap(\.seals)))
      for record in chosen { try file.write(writer.record(record.encoded)) }
      count += chosen.count
      guard let last = page.last else { break }
      position = last.position
    }
    for record in besides { try file.write(writer.record(record)) }
    if let signer { try file.write(writer.signature(by: signer)) }
    try file.write(writer.end())
    try file.commit()
    return count
  }
}
