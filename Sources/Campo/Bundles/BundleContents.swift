import RecordCoding
public import Replication
public import SyncProtocol

/// What a bundle holds, without a store.
public struct BundleContents: Sendable {
  public let header: BundleHeader
  /// Lines of seal logs.
  public internal(set) var seals = 0
  public internal(set) var responses: [ResponseSummary] = []
  /// Records that this version does not understand, or that are no responses.
  public internal(set) var unreadable: [RecordID] = []
}

extension BundleFile {
  /// Reads a bundle and says what it holds; one response is in memory at a time.
  ///
  /// - Throws: `BundleError` where any of it is damaged, `FileError`.
  public static func inspect(_ path: String) throws -> BundleContents {
    var contents: BundleContents?
    try BundleScan(path: path).forEachPart { part in
      switch part {
      case .header(let header): contents = BundleContents(header: header)
      case .definition, .unknown: break
      case .seals(let entries): contents?.seals += entries.count
      case .record(let encoded):
        guard let record = decoded(encoded), record.kind == .response else {
          contents?.unreadable.append(encoded.id)
          return
        }
        contents?.responses.append(
          ResponseSummary(record, pending: nil, questionnaire: nil, verdict: nil))
      }
    }
    guard let contents else { throw BundleError.notABundle }
    return contents
  }

  private static func decoded(_ encoded: EncodedRecord) -> Record? {
    do throws(RecordDecodingError) {
      return try RecordCoder.decode(encoded.bytes)
    } catch {
      // Said in the contents: a bundle carries what this version does not understand.
      return nil
    }
  }
}
