public import Replication

extension RecordCoder {
  /// The record of canonical bytes, whoever wrote them; bytes after the end, tables out of order
  /// and numbers longer than need be are refused.
  public static func decode(_ bytes: [UInt8]) throws(RecordDecodingError) -> Record {
    var known = KnownKeys()
    return try decode(bytes, sharing: &known)
  }

  /// The same, of one of several records that name much alike: two states of one, or responses to
  /// one questionnaire. What they name alike lies in memory once, and is compared at a glance.
  ///
  /// - Parameter known: what the record before named; then what this one names.
  public static func decode(
    _ bytes: [UInt8], sharing known: inout KnownKeys
  ) throws(RecordDecodingError) -> Record {
    if bytes.count > CodingLimits.recordBytes {
      throw RecordDecodingError(.tooLarge("a record", limit: CodingLimits.recordBytes), at: 0)
    }
    var decoder = try RecordDecoder(bytes)
    return try decoder.readRecord(&known)
  }
}

/// One pass over a record's bytes, with the tables read so far.
private struct RecordDecoder {
  private var reader: ByteReader
  private let id: RecordID
  private let kind: Record.Kind
  private var context = VersionVector()
  private var replicas: [ReplicaID] = []
  private var names: [String] = []
  private var dots: [Dot] = []
  private var stamps: [Dot: Stamp] = [:]
  private var contextEntriesLeft = CodingLimits.entries

  init(_ bytes: [UInt8]) throws(RecordDecodingError) {
    reader = ByteReader(bytes)
    let version = try reader.readByte()
    if version == 0 { throw reader.failure("format 0") }
    if version > RecordCoder.version { throw reader.failure(.newerVersion(version)) }
    id = try reader.readRecordID()
    kind = Record.Kind(rawValue: try reader.readByte())
  }

  mutating func readRecord(_ known: inout KnownKeys) throws(RecordDecodingError) -> Record {
    try readReplicas()
    let table = try readNames(known)
    try readDots()
    let registers = try readRegisters(table, &known)
    let decisions = try readDecisions()
    try reader.expectEnd()
    guard
      let record = Record(
        id: id, kind: kind, registers: registers, decisions: decisions, stamps: stamps,
        context: context)
    else { throw reader.failure("an entry outside the context") }
    return record
  }

  private mutating func readReplicas() throws(RecordDecodingError) {
    let count = try reader.readCount(
      of: "replicas", atMost: CodingLimits.replicas, eachAtLeast: 17)
    var revisions: [ReplicaID: UInt64] = [:]
    for _ in 0..<count {
      let replica = try reader.readReplicaID()
      if let last = replicas.last, replica <= last { throw reader.failure("replicas out of order") }
      replicas.append(replica)
      revisions[replica] = try reader.readVarint()
    }
    context = VersionVector(revisions)
  }

  private mutating func readNames(
    _ known: KnownKeys
  ) throws(RecordDecodingError) -> NameReader {
    let count = try reader.readCount(of: "names", atMost: CodingLimits.entries, eachAtLeast: 2)
    var table = NameReader(known, count: count)
    var utf8: [UInt8] = []
    var total = 0
    for index in 0..<count {
      let shared = try reader.readCount(of: "a name", atMost: utf8.count, eachAtLeast: 0)
      let rest = try reader.readCounted("a name", atMost: CodingLimits.nameBytes)
      let isAfter = utf8[shared...].lexicographicallyPrecedes(rest)
      utf8.replaceSubrange(shared..., with: rest)
      total += utf8.count
      guard utf8.count <= CodingLimits.nameBytes else {
        throw reader.failure(.tooLarge("a name", limit: CodingLimits.nameBytes))
      }
      guard total <= CodingLimits.nameTableBytes else {
        throw reader.failure(.tooLarge("all names", limit: CodingLimits.nameTableBytes))
      }
      guard index == 0 || isAfter else { throw reader.failure("names out of order") }
      guard table.take(utf8) else { throw reader.failure("a name that is not UTF-8") }
    }
    names = table.names
    return table
  }

  private mutating func readDots() throws(RecordDecodingError) {
    let count = try reader.readCount(of: "dots", atMost: CodingLimits.entries, eachAtLeast: 5)
    var time: Int64 = 0
    for _ in 0..<count {
      let replica = try element(of: replicas)
      let dot = Dot(replica: replica, revision: try reader.readRevision())
      if let last = dots.last, !RecordTables.inTableOrder(last, dot) {
        throw reader.failure("dots out of order")
      }
      dots.append(dot)
      let name = try element(of: names)
      let author = Author(name: name, role: try reader.readRole())
      time &+= try reader.readZigzag()
      guard CodingLimits.times.contains(time) else { throw reader.failure("a time out of range") }
      stamps[dot] = Stamp(author: author, time: WallTime(milliseconds: time))
    }
  }

  private mutating func readRegisters(
    _ names: NameReader, _ known: inout KnownKeys
  ) throws(RecordDecodingError) -> Registers {
    let count = try reader.readCount(of: "registers", atMost: CodingLimits.entries, eachAtLeast: 5)
    var keys = KeyReader(names, known)
    var registers: [Register] = []
    registers.reserveCapacity(count)
    var left = CodingLimits.entries
    for _ in 0..<count {
      try keys.readNext(from: &reader)
      registers.append(try readRegister(&left))
    }
    let read = keys.finish(&known)
    return Registers(keys: read, registers: registers)
  }

  private mutating func readRegister(
    _ left: inout Int
  ) throws(RecordDecodingError) -> Register {
    let size = try reader.readCount(of: "entries", atMost: left, eachAtLeast: 2)
    left -= size
    if size == 1 {
      let dot = try element(of: dots)
      return Register(dot, try reader.readValue())
    }
    var entries: [Dot: AnswerValue] = [:]
    for _ in 0..<size {
      let dot = try element(of: dots)
      guard entries.updateValue(try reader.readValue(), forKey: dot) == nil else {
        throw reader.failure("one dot twice in a register")
      }
    }
    guard let register = Register(entries) else { throw reader.failure("an empty register") }
    return register
  }

  private mutating func readDecisions() throws(RecordDecodingError) -> [Dot: Decision] {
    let count = try reader.readCount(
      of: "decisions", atMost: CodingLimits.decisions, eachAtLeast: 6)
    var decisions: [Dot: Decision] = [:]
    for _ in 0..<count {
      let dot = try element(of: dots)
      let kind = try reader.readDecisionKind()
      let round = try reader.readRound()
      let context = try readContext()
      let decision = Decision(
        kind: kind, round: round, context: context, comment: try reader.readText("a comment"))
      guard decisions.updateValue(decision, forKey: dot) == nil else {
        throw reader.failure("one dot with two decisions")
      }
    }
    return decisions
  }

  private mutating func readContext() throws(RecordDecodingError) -> VersionVector {
    let count = try reader.readCount(
      of: "replicas of all decisions", atMost: contextEntriesLeft, eachAtLeast: 2)
    contextEntriesLeft -= count
    var revisions: [ReplicaID: UInt64] = [:]
    for _ in 0..<count {
      let replica = try element(of: replicas)
      guard revisions.updateValue(try reader.readRevision(), forKey: replica) == nil else {
        throw reader.failure("one replica twice in a context")
      }
    }
    return VersionVector(revisions)
  }

  private mutating func element<Element>(
    of table: [Element]
  ) throws(RecordDecodingError) -> Element {
    table[try reader.readIndex(below: table.count)]
  }
}
