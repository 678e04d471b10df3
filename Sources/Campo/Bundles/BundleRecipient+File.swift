public import SyncProtocol

extension BundleRecipient {
  /// The largest key file, in bytes: one line.
  private static let fileLimit = 4_096

  /// What `campo bundle key` or `campo-server key` printed into a file.
  /// - Throws: `FileError`, `ClientError.badKeyFile`.
  public init(keyFile path: String) throws {
    let bytes = try BoundedFile.read(path, limit: Self.fileLimit)
    guard let recipient = BundleRecipient(line: String(decoding: bytes, as: UTF8.self)) else {
      throw ClientError.badKeyFile(path)
    }
    self = recipient
  }
}
