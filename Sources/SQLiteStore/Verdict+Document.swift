public import SyncProtocol

extension Verdict {
  /// The kind of document as which a store keeps verdicts; the document's status is the state's
  /// number, as Docs/SyncProtocol.md lists them.
  public static let documentKind = "verdict"

  public var document: StoredDocument {
    StoredDocument(status: Int(state.number), bytes: fieldBytes)
  }

  /// The verdict that a store kept.
  /// - Throws: where the document is none, or a newer version wrote it.
  public init(_ document: StoredDocument) throws(WireError) {
    try self.init(fieldBytes: document.bytes)
  }
}
