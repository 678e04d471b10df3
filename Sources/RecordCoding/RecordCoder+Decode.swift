public import Replication

extension RecordCoder {
  /// The record of canonical bytes, whoever wrote them; bytes after the end, tables out of order
  /// and numbers longer than need be are refused.
  public static func decode(_ bytes: [UInt8]) throws(RecordDecodingError) -> Record {
    if bytes.count > CodingLimits.recordBytes {
      throw RecordDecodingError(.tooLarge("a record", limit: CodingLimits.recordBytes), at: 0)
    }
    var decoder = try RecordDecoder(bytes)
    return try decoder.readRecord()
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

  mutating func readRecord() throws(RecordDecodingError) -> Record {
    try readReplicas()
    try readNames()
    try readDots()
    let registers = try readRegisters()
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

  private mutating func readNames() throws(RecordDecodingError) {
    let count = try reader.readCount(of: "names", atMost: CodingLimits.entries, eachAtLeast: 2)
    var last: [UInt8] = []
    var total = 0
    for index in 0..<count {
      let shared = try reader.readCount(of: "a name", atMost: last.count, eachAtLeast: 0)
      let rest = try reader.readCounted("a name", atMost: CodingLimits.nameBytes)
      let utf8 = last[..<shared] + rest
      total += utf8.count
      guard utf8.count <= CodingLimits.nameBytes else {
        throw reader.failure(.tooLarge("a name", limit: CodingLimits.nameBytes))
      }
      guard total <= CodingLimits.nameTableBytes else {
        throw reader.failure(.tooLarge("all names", limit: CodingLimits.nameTableBytes))
      }
      guard index == 0 || last.lexicographicallyPrecedes(utf8) else {
        throw reader.failure("names out of order")
      }
      guard let name = String(validating: utf8, as: UTF8.self) else {
        throw reader.failure("a name that is not UTF-8")
      }
      names.append(name)
      last = Array(utf8)
    }
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

  private mutating func readRegisters() throws(RecordDecodingError) -> Registers {
    let count = try reader.readCount(of: "registers", atMost: CodingLimits.entries, eachAtLeast: 5)
    var registers = Registers()
    var last: RegisterKey?
    var left = CodingLimits.entries
    for _ in 0..<count {
      let names = names
      let key = try reader.readKey { reader throws(RecordDecodingError) in
        try reader.readElement(of: names)
      }
      if let last, key <= last { throw reader.failure("registers out of order") }
      last = key
      let size = try reader.readCount(of: "entries", atMost: left, eachAtLeast: 2)
      left -= size
      var entries: [Dot: AnswerValue] = [:]
      for _ in 0..<size {
        let dot = try element(of: dots)
        guard entries.updateValue(try reader.readValue(), forKey: dot) == nil else {
          throw reader.failure("one dot twice in a register")
        }
      }
      guard let register = Register(entries) else { throw reader.failure("an empty register") }
      registers.append(register, at: key)
    }
    return registers
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
    try reader.readElement(of: table)
  }
}

extension ByteReader {
  /// An element of a table by its index.
  fileprivate mutating func readElement<Element>(
    of table: [Element]
  ) throws(RecordDecodingError) -> Element {
    let index = try readVarint()
    guard index < UInt64(table.count) else { throw failure("an index beyond its table") }
    return table[Int(index)]
  }
}
