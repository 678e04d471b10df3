import Crypto
import Foundation
import RecordCoding
import Replication
import SQLiteStore

/// The encrypted bundles that a store wrote, told by how they begin: no key that lies here opens them,
/// and yet a later one may take the place of an earlier one.
struct SealedBundles {
  /// So many are remembered; an older one is written over only where somebody says so.
  private static let limit = 100
  /// What each is told by: the beginning differs in every encrypted bundle, by a key of its own.
  private static let beginningBytes = 4_096
  private static let setting = Setting("bundles.sealed")

  let store: Store
  /// Whom the store wrote them as: what it wrote as another, before it was copied or put back, may
  /// hold what it has no more.
  let producer: ReplicaID

  func note(_ path: String) throws {
    guard let mark = try mark(of: path) else { return }
    let marks = try known().filter { $0 != mark } + [mark]
    try store.set(Self.setting, to: marks.suffix(Self.limit).joined(separator: "\n"))
  }

  func contains(_ path: String) throws -> Bool {
    guard let mark = try mark(of: path) else { return false }
    return try known().contains(mark)
  }

  private func known() throws -> [String] {
    try store.setting(Self.setting)?.split(separator: "\n").map(String.init) ?? []
  }

  /// Nil where there is no file that can be read.
  private func mark(of path: String) throws -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    let beginning = try file.read(upToCount: Self.beginningBytes) ?? Data()
    return "\(producer) \(Array(SHA256.hash(data: beginning)).hexadecimal)"
  }
}
