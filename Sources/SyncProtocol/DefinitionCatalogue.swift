internal import Crypto

/// The list of published questionnaires, as one digest.
public enum DefinitionCatalogue {
  /// SHA-256 over the hashes in ascending order, each followed by a line feed.
  public static func digest(_ hashes: some Sequence<String>) -> [UInt8] {
    var digest = SHA256()
    for hash in hashes.sorted() { digest.update(data: Array("\(hash)\n".utf8)) }
    return Array(digest.finalize())
  }
}
