import Foundation
public import Replication
import SQLiteStore
public import SyncProtocol

extension SurveyClient {
  /// Writes responses, with their questionnaires, seal log and files, to bundles that this device
  /// signs: a batch in a file.
  ///
  /// What is pending is sealed first. A bundle appears when it is whole.
  /// - Parameters:
  ///   - ids: nil for every response.
  ///   - partBytes: the most bytes of one bundle; of `equipo.bundle` the second is `equipo.2.bundle`.
  ///   - recipients: who alone can read it; where there are none, everybody.
  ///   - overwriting: whether a file that bears the name may go, though it is none of this device's
  ///     earlier bundles.
  /// - Throws: `OutputError`, `FileError`, `StoreError`; `ClientError.partTooSmall`.
  @discardableResult
  public func exportBundle(
    to path: String, only ids: Set<RecordID>? = nil, partBytes: UInt64? = nil,
    encryptedTo recipients: [BundleRecipient] = [], overwriting: Bool = false
  ) throws -> BundleExportReport {
    try store.sealAll()
    var definitions: Set<String> = []
    var position: Int64 = 0
    while case let page = try store.summaries(after: position, limit: Self.page),
      let last = page.last
    {
      for summary in page where ids?.contains(summary.id) ?? true {
        definitions.insert(summary.definition)
      }
      position = last.position
    }
    definitions.remove("")
    let header = BundleHeader(
      producer: try replica, author: author,
      created: WallTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)),
      definitions: definitions.sorted())
    let signer = try store.bundleSigner()
    return try BundleExport(
      store: store, header: header, signer: signer, recipients: recipients, only: ids,
      partBytes: partBytes, overwriting: overwriting
    ).write(to: path)
  }

  /// What bundles for the office are encrypted to.
  /// - Throws: `ClientError.officeKeyUnknown` where no server told it.
  public func officeRecipient() throws -> BundleRecipient {
    guard let recipient = try store.officeKey().flatMap({ BundleRecipient(key: $0.key) }) else {
      throw ClientError.officeKeyUnknown(store: store.directory)
    }
    return recipient
  }

  /// What bundles for this device are encrypted to; made when it is first asked for.
  public func ownRecipient() throws -> BundleRecipient { try store.bundleOpener().recipient }

  /// Merges a bundle into the store. The file is checked whole first: nothing of one that is damaged,
  /// or not what was signed, is taken. Importing again, or in another order, changes nothing.
  ///
  /// - Throws: `BundleError`, `FileError`, `StoreError`.
  @discardableResult
  public func importBundle(_ path: String) throws -> BundleImportReport {
    try BundleImport(into: store).take(path)
  }
}

/// Bundles without a store: what a supervisor's laptop does with the sticks on the table.
public enum BundleFile {
  /// The largest file that `merge` takes, in bytes: it holds all of them in memory.
  public static let mergeLimit = 64 << 20

  /// Joins bundles into one, response by response; the order makes no difference to the responses.
  /// Nobody signs the result.
  /// - Parameter overwriting: whether a file that bears the output's name may go.
  /// - Throws: `OutputError`, `BundleFileError`, `FileError`.
  public static func merge(
    _ paths: [String], into output: String, overwriting: Bool = false
  ) throws -> BundleMergeReport {
    try OutputPlace.claim(output, overwriting: overwriting)
    let bundles = try paths.map { path in
      try BundleFileError.naming(path) {
        try Bundle(reading: BoundedFile.read(path, limit: mergeLimit))
      }
    }
    guard let first = bundles.first else { preconditionFailure("there is something to merge") }
    let created = bundles.map(\.header.created).max() ?? first.header.created
    let (bundle, report) = Bundle.merge(
      bundles, producer: first.header.producer, author: first.header.author, created: created)
    var file = try AtomicFile(path: output)
    try file.write(bundle.written())
    try file.commit()
    return report
  }
}
