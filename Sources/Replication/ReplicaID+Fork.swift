extension ReplicaID {
  /// The name that one revision of a forked replica goes by, computed alike by whoever meets it:
  /// the first 128 bits of `hash` of the replica's 16 bytes and the revision's chain.
  ///
  /// What was sealed there stands under revision 1 of this name (Docs/Merge.md, "Forked replicas").
  public init(forkOf replica: ReplicaID, chain: [UInt8], hash: ([UInt8]) -> [UInt8]) {
    let digest = hash(replica.high.bigEndianBytes + replica.low.bigEndianBytes + chain)
    self.init(high: UInt64(bigEndian: digest.prefix(8)), low: UInt64(bigEndian: digest[8..<16]))
  }
}

extension UInt64 {
  fileprivate var bigEndianBytes: [UInt8] {
    stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
  }

  fileprivate init(bigEndian bytes: ArraySlice<UInt8>) {
    self = bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension SealEntry {
  /// This line under the name that its revision goes by once its replica is known to be forked.
  public func renamed(hash: ([UInt8]) -> [UInt8]) -> SealEntry {
    let name = ReplicaID(forkOf: dot.replica, chain: chain, hash: hash)
    return SealEntry(
      dot: Dot(replica: name, revision: 1), record: record, stamp: stamp, chain: chain)
  }
}
