import Foundation
import RecordCoding
import Replication
public import SQLiteStore
import SyncProtocol

/// Rescues what can be read of a damaged store into a bundle, which any other store imports.
public enum StoreSalvage {
  /// - Parameters:
  ///   - path: the damaged store's folder; nothing is changed there.
  ///   - bundle: the file to write; it appears when it is whole.
  ///   - overwriting: whether a file that bears its name may go.
  /// - Throws: `StoreError` with `.corrupt` where nothing could be rescued, `OutputError`, `FileError`.
  public static func run(
    _ path: String, to bundle: String, overwriting: Bool = false
  ) throws -> Salvage.Report {
    try OutputPlace.claim(bundle, overwriting: overwriting)
    let scratch = "\(bundle).\(getpid()).salvage"
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let store = try Store.create(at: scratch)
    let report = try Salvage.run(from: path, into: store)
    let unread = try unread(in: store)
    guard report.responses + unread.count > 0 else { throw StoreError(.corrupt, at: path) }
    let author = Author(
      name: report.authorName ?? "campo salvage",
      role: report.authorRole.flatMap(Author.Role.init(name:)) ?? .enumerator)
    let header = BundleHeader(
      producer: try store.replica, author: author,
      created: WallTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)),
      definitions: try store.definitions().map(\.hash).sorted())
    _ = try BundleExport(
      store: store, header: header, signer: nil, besides: unread, includesUnnamedFiles: true,
      overwriting: overwriting
    ).write(to: bundle)
    try store.close()
    return report
  }

  /// What was kept in quarantine and still is: handed on as it came, for a store that reads it. What
  /// is garbage to every version is left out.
  private static func unread(in store: Store) throws -> [EncodedRecord] {
    let page = 100
    var unread: [EncodedRecord] = []
    var seen = 0
    while case let kept = try store.quarantined(skipping: seen, limit: page), !kept.isEmpty {
      seen += kept.count
      for item in kept where isRecord(item.bytes) {
        unread.append(EncodedRecord(id: item.id, bytes: item.bytes))
      }
    }
    return unread
  }

  private static func isRecord(_ bytes: [UInt8]) -> Bool {
    do throws(RecordDecodingError) {
      _ = try RecordCoder.decode(bytes)
      return true
    } catch {
      return error.code == "RECORD-NEWER" || error.code == "RECORD-TOO-LARGE"
    }
  }
}
