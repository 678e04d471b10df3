/// A questionnaire as a server published it.
public struct DefinitionResponse: Hashable, Sendable {
  /// Canonical hash, 64 lower-case hexadecimal digits.
  public var hash: String
  /// Its canonical form; the receiver checks it against `hash` before using it.
  public var bytes: [UInt8]

  public init(hash: String, bytes: [UInt8]) {
    self.hash = hash
    self.bytes = bytes
  }
}
