import RecordCoding
public import Replication
import SQLiteStore
public import SyncProtocol

/// What a bundle holds, without a store.
public struct BundleContents: Sendable {
  public let header: BundleHeader
  /// Lines of seal logs.
  public internal(set) var seals = 0
  public internal(set) var responses: [ResponseSummary] = []
  /// Records that this version does not understand, or that are no responses.
  public internal(set) var unreadable: [RecordID] = []
  /// The files that come along, by digest, with their bytes.
  public internal(set) var files: [AttachmentDigest: UInt64] = [:]
  /// Who wrote it, as far as that is known.
  public internal(set) var origin = BundleOrigin.unsigned
  /// For whom it is encrypted; nobody where it is not.
  public internal(set) var recipients: [BundleRecipient] = []
}

extension BundleFile {
  /// Reads a bundle and says what it holds; one response is in memory at a time.
  ///
  /// - Parameter known: the folder of a store, or of a server's data, that may know who signed it, and
  ///   may have the key that opens it.
  /// - Throws: `BundleError` where any of it is damaged, `.notForUs` of one that is encrypted to
  ///   others; `FileError`; `StoreError` of the store.
  public static func inspect(
    _ path: String, knownIn known: String? = nil
  ) throws -> BundleContents {
    let store = try known.map { (path) throws(StoreError) in try Store.openToRead(at: path) }
    var signature: BundleSignature?
    var contents: BundleContents?
    let openers = try store?.bundleOpeners() ?? []
    let recipients = try BundleScan(path: path, openers: openers).forEachPart { part in
      switch part {
      case .header(let header): contents = BundleContents(header: header)
      case .definition, .unknown: break
      case .attachment(let piece): contents?.files[piece.digest] = piece.size
      case .signature(let found): signature = found
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
    guard var contents else { throw BundleError.notABundle }
    contents.recipients = recipients
    contents.origin = try store?.origin(of: signature) ?? BundleOrigin(signature)
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
