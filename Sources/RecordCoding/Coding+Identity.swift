package import Replication

// Names of replicas, records, dots and contexts, each complete in itself.

extension ByteWriter {
  package mutating func write(_ id: ReplicaID) {
    write(fixed: id.high)
    write(fixed: id.low)
  }

  package mutating func write(_ id: RecordID) {
    write(fixed: id.high)
    write(fixed: id.low)
  }

  package mutating func write(_ dot: Dot) {
    write(dot.replica)
    write(varint: dot.revision)
  }

  /// A count, then each replica's last dot in ascending order of replicas.
  package mutating func write(_ vector: VersionVector) {
    let dots = vector.dots
    write(count: dots.count)
    for dot in dots { write(dot) }
  }

  package mutating func write(_ stamp: Stamp) {
    write(stamp.author)
    write(zigzag: stamp.time.milliseconds)
  }

  package mutating func write(_ author: Author) {
    write(text: author.name)
    write(byte: author.role.rawValue)
  }
}

extension ByteReader {
  package mutating func readReplicaID() throws(RecordDecodingError) -> ReplicaID {
    ReplicaID(high: try readFixed(), low: try readFixed())
  }

  package mutating func readRecordID() throws(RecordDecodingError) -> RecordID {
    RecordID(high: try readFixed(), low: try readFixed())
  }

  package mutating func readDot() throws(RecordDecodingError) -> Dot {
    let replica = try readReplicaID()
    return Dot(replica: replica, revision: try readRevision())
  }

  package mutating func readVersionVector() throws(RecordDecodingError) -> VersionVector {
    let count = try readCount(
      of: "replicas", atMost: CodingLimits.replicas, eachAtLeast: 17)
    var revisions: [ReplicaID: UInt64] = [:]
    var last: ReplicaID?
    for _ in 0..<count {
      let dot = try readDot()
      if let last, dot.replica <= last { throw failure("replicas out of order") }
      last = dot.replica
      revisions[dot.replica] = dot.revision
    }
    return VersionVector(revisions)
  }

  package mutating func readStamp() throws(RecordDecodingError) -> Stamp {
    let author = try readAuthor()
    let time = try readZigzag()
    guard CodingLimits.times.contains(time) else { throw failure("a time out of range") }
    return Stamp(author: author, time: WallTime(milliseconds: time))
  }

  package mutating func readAuthor() throws(RecordDecodingError) -> Author {
    let name = try readText("an author's name", atMost: CodingLimits.nameBytes)
    return Author(name: name, role: try readRole())
  }

  mutating func readRole() throws(RecordDecodingError) -> Author.Role {
    guard let role = Author.Role(rawValue: try readByte()) else {
      throw failure("an author's role that is unknown")
    }
    return role
  }

  /// A revision of a dot; they count from 1.
  mutating func readRevision() throws(RecordDecodingError) -> UInt64 {
    let revision = try readVarint()
    if revision == 0 { throw failure("a revision of 0") }
    return revision
  }
}
