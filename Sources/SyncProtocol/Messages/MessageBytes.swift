// What whoever brings no transport of ours needs of the messages: their bytes, as Docs/SyncProtocol.md has
// them.

extension SyncRequest {
  /// As it is sent.
  public var messageBytes: [UInt8] { encoded(as: .binary) }
}

extension SyncResponse {
  /// - Throws: where the bytes are no such message, or a newer version wrote them.
  public init(messageBytes: [UInt8]) throws(WireError) {
    try self.init(decoding: messageBytes, as: .binary)
  }
}
