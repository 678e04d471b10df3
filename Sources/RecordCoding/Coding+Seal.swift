package import Replication

extension ByteWriter {
  package mutating func write(_ entry: SealEntry) {
    write(entry.dot)
    write(entry.record)
    write(entry.stamp)
    write(counted: entry.chain)
  }

  /// The author, then each write in the order of keys with the dots it supersedes.
  package mutating func write(_ pending: PendingWrites) {
    write(pending.writes.sorted { $0.key < $1.key }, of: pending.author)
  }

  /// The same of writes that are in the order of keys.
  mutating func write(
    _ writes: some Collection<(key: RegisterKey, value: PendingWrites.Write)>, of author: Author
  ) {
    write(author)
    write(count: writes.count)
    for (key, write) in writes {
      self.write(key)
      self.write(count: write.supersedes.count)
      for dot in write.supersedes.sorted() { self.write(dot) }
      self.write(write.value)
    }
  }
}

extension ByteReader {
  package mutating func readSealEntry() throws(RecordDecodingError) -> SealEntry {
    let dot = try readDot()
    let record = try readRecordID()
    let stamp = try readStamp()
    let chain = try readCounted("a chain", atMost: 64)
    return SealEntry(dot: dot, record: record, stamp: stamp, chain: Array(chain))
  }

  package mutating func readPendingWrites() throws(RecordDecodingError) -> PendingWrites {
    var pending = PendingWrites(author: try readAuthor())
    let count = try readCount(of: "writes", atMost: CodingLimits.entries, eachAtLeast: 4)
    for _ in 0..<count {
      let key = try readKey()
      let dots = try readCount(of: "entries", atMost: CodingLimits.entries, eachAtLeast: 17)
      var superseded: Set<Dot> = []
      for _ in 0..<dots { superseded.insert(try readDot()) }
      let write = PendingWrites.Write(value: try readValue(), supersedes: superseded)
      guard pending.writes.updateValue(write, forKey: key) == nil else {
        throw failure("a key written twice")
      }
    }
    return pending
  }
}
