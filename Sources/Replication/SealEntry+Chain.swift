extension SealEntry {
  /// The next line of a replica's seal log.
  ///
  /// The chain is `hash` of: the chain before (empty for revision 1), the replica's 16 bytes, the
  /// revision in 8, the record's 16, the author's role in 1, the time in 8, the length of the
  /// author's name in 4, the name in UTF-8, then `content`; numbers big-endian. Two replicas with
  /// one name that sealed different things thus have different chains from there on.
  /// - Parameters:
  ///   - chain: the chain of the entry before; empty for the first.
  ///   - content: the canonical bytes of the writes and the decision that were sealed.
  ///   - hash: SHA-256; passed in, so that this module imports nothing.
  public init(
    following chain: [UInt8], dot: Dot, record: RecordID, stamp: Stamp, content: [UInt8],
    hash: ([UInt8]) -> [UInt8]
  ) {
    let name = Array(stamp.author.name.utf8)
    var input = chain
    input.append(bigEndian: dot.replica.high)
    input.append(bigEndian: dot.replica.low)
    input.append(bigEndian: dot.revision)
    input.append(bigEndian: record.high)
    input.append(bigEndian: record.low)
    input.append(stamp.author.role.rawValue)
    input.append(bigEndian: UInt64(bitPattern: stamp.time.milliseconds))
    input.append(bigEndian: UInt32(truncatingIfNeeded: name.count))
    input += name
    input += content
    self.init(dot: dot, record: record, stamp: stamp, chain: hash(input))
  }
}

extension [UInt8] {
  fileprivate mutating func append(bigEndian number: some FixedWidthInteger) {
    for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
