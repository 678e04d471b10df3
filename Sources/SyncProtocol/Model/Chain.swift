/// How far a replica's seal log goes: its last revision, and the chain hash there.
///
/// Equal chains at one revision mean equal histories; unequal ones, a restored or cloned device.
public struct Chain: Hashable, Sendable {
  /// 0 where nothing was ever sealed.
  public var revision: UInt64
  /// SHA-256; empty at revision 0.
  public var hash: [UInt8]

  public init(revision: UInt64 = 0, hash: [UInt8] = []) {
    self.revision = revision
    self.hash = hash
  }
}
