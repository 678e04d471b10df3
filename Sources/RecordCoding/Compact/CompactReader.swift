package import Replication

extension RecordCoder {
  /// Whether these are the bytes of a compact form, not canonical ones.
  package static func isCompact(_ bytes: [UInt8]) -> Bool { bytes.first == CompactFormat.first }

  /// The record of a compact form.
  /// - Parameters:
  ///   - id: as the store's row has it.
  ///   - known: what the record before named. The same keys then lie in memory once.
  package static func decodeCompact(
    _ bytes: [UInt8], id: RecordID, names: NumberedNames, sharing known: KnownKeys
  ) throws(RecordDecodingError) -> Record {
    var reader = CompactReader(bytes, names)
    return try reader.readRecord(id, known)
  }
}

/// One pass over a compact form. The seam it came through has told damage already; what is checked
/// here is that it is one of ours, with every count bounded by what is there.
private struct CompactReader {
  private var reader: ByteReader
  private let names: NumberedNames
  private var context = VersionVector()
  private var replicas: [ReplicaID] = []
  private var dots: [Dot] = []
  private var stamps: [Dot: Stamp] = [:]
  private var lists: [[RowID]] = [[]]
  private var patterns: [[Int]] = [[0]]

  init(_ bytes: [UInt8], _ names: NumberedNames) {
    reader = ByteReader(bytes)
    self.names = names
  }

  mutating func readRecord(
    _ id: RecordID, _ known: KnownKeys
  ) throws(RecordDecodingError) -> Record {
    guard try reader.readByte() == CompactFormat.first else { throw reader.failure("another form") }
    let kind = Record.Kind(rawValue: try reader.readByte())
    try readReplicas()
    try readDots()
    // Each register has a value, and each value a byte.
    let count = try reader.readCount(of: "registers", atMost: CodingLimits.entries)
    try readLists(atMost: count)
    let read = try readKeys(count)
    let keys = read == known.keys ? known.keys : read
    let registers = try readRegisters(try readEntries(count))
    let decisions = try readDecisions()
    try reader.expectEnd()
    guard
      let record = Record(
        id: id, kind: kind, registers: Registers(keys: keys, registers: registers),
        decisions: decisions, stamps: stamps, context: context)
    else { throw reader.failure("an entry outside the context") }
    return record
  }

  private mutating func readReplicas() throws(RecordDecodingError) {
    let count = try reader.readCount(
      of: "replicas", atMost: CodingLimits.replicas, eachAtLeast: 17)
    var revisions: [ReplicaID: UInt64] = [:]
    for _ in 0..<count {
      let replica = try reader.readReplicaID()
      replicas.append(replica)
      revisions[replica] = try reader.readVarint()
    }
    context = VersionVector(revisions)
  }

  private mutating func readDots() throws(RecordDecodingError) {
    let authors = try reader.readCount(of: "authors", atMost: CodingLimits.entries)
    var author: [String] = []
    for _ in 0..<authors {
      author.append(try reader.readText("an author's name", atMost: CodingLimits.nameBytes))
    }
    let count = try reader.readCount(of: "dots", atMost: CodingLimits.entries, eachAtLeast: 5)
    var time: Int64 = 0
    for _ in 0..<count {
      let replica = replicas[try reader.readIndex(below: replicas.count)]
      let dot = Dot(replica: replica, revision: try reader.readRevision())
      let name = author[try reader.readIndex(below: author.count)]
      let role = try reader.readRole()
      time &+= try reader.readZigzag()
      dots.append(dot)
      stamps[dot] = Stamp(
        author: Author(name: name, role: role), time: WallTime(milliseconds: time))
    }
  }

  private mutating func readLists(atMost count: Int) throws(RecordDecodingError) {
    let number = try reader.readCount(of: "lists of rows", atMost: count, eachAtLeast: 3)
    for _ in 0..<number { lists.append(try reader.readRows()) }
    var left = count
    let patterns = try reader.readCount(of: "patterns of rows", atMost: count, eachAtLeast: 2)
    for _ in 0..<patterns {
      let length = try reader.readCount(of: "rows of patterns", atMost: left)
      left -= length
      var pattern: [Int] = []
      for _ in 0..<length { pattern.append(try reader.readIndex(below: lists.count)) }
      self.patterns.append(pattern)
    }
  }

  private mutating func readKeys(_ count: Int) throws(RecordDecodingError) -> [RegisterKey] {
    var keys: [RegisterKey] = []
    keys.reserveCapacity(count)
    var last = 0
    while keys.count < count {
      let tag = try reader.readByte()
      if tag == CompactFormat.Keys.unknown {
        let kind = try reader.readByte()
        let bytes = Array(try reader.readCounted("a newer version's key"))
        try add(.unknown(kind: kind, bytes: bytes), to: &keys)
      } else if tag & CompactFormat.Keys.spelt != 0 {
        let name = try reader.readText("a name", atMost: CodingLimits.nameBytes)
        let pattern = patterns[try reader.readIndex(below: patterns.count)]
        try add(tag & ~CompactFormat.Keys.spelt, name, pattern, to: &keys, atMost: count)
      } else {
        let first = try step(from: last, by: try reader.readZigzag())
        let length = try readLength(atMost: count - keys.count)
        let pattern = patterns[try reader.readIndex(below: patterns.count)]
        for number in first..<first + length {
          try add(tag, try name(of: number), pattern, to: &keys, atMost: count)
        }
        last = first + length - 1
      }
    }
    guard keys.count == count else { throw reader.failure("more keys than registers") }
    return keys
  }

  /// The number that a run begins with.
  private func step(from last: Int, by distance: Int64) throws(RecordDecodingError) -> Int {
    let limit = Int64(names.count)
    guard (-limit...limit).contains(distance) else {
      throw reader.failure("a number without a name")
    }
    return last + 1 + Int(distance)
  }

  private mutating func readLength(atMost limit: Int) throws(RecordDecodingError) -> Int {
    let length = try reader.readVarint()
    guard length <= UInt64(limit) else { throw reader.failure("more keys than registers") }
    return Int(length)
  }

  private func name(of number: Int) throws(RecordDecodingError) -> String {
    guard let name = names.name(of: number) else { throw reader.failure("a number without a name") }
    return name
  }

  private func add(
    _ kind: UInt8, _ name: String, _ pattern: [Int], to keys: inout [RegisterKey],
    atMost count: Int
  ) throws(RecordDecodingError) {
    guard pattern.count <= count - keys.count else {
      throw reader.failure("more keys than registers")
    }
    for list in pattern {
      switch kind {
      case KeyKind.field: try add(.field(name), to: &keys)
      case KeyKind.answer:
        try add(.answer(AnswerKey(question: name, rows: lists[list])), to: &keys)
      case KeyKind.row: try add(.row(AnswerKey(question: name, rows: lists[list])), to: &keys)
      default: throw reader.failure("a key of an unknown kind")
      }
    }
  }

  private func add(
    _ key: RegisterKey, to keys: inout [RegisterKey]
  ) throws(RecordDecodingError) {
    if let last = keys.last, last >= key { throw reader.failure("registers out of order") }
    keys.append(key)
  }

  /// Each register's seals, by their places.
  private mutating func readEntries(_ count: Int) throws(RecordDecodingError) -> Entries {
    var entries = Entries()
    entries.first.reserveCapacity(count)
    while entries.first.count < count {
      let run = try reader.readVarint()
      let left = UInt64(run & 1 == 0 ? count - entries.first.count : CodingLimits.entries)
      guard run >> 1 > 0, run >> 1 <= left else {
        throw reader.failure("a run beyond the registers")
      }
      let first = try reader.readIndex(below: dots.count)
      if run & 1 == 0 {
        entries.first += repeatElement(first, count: Int(run >> 1))
        continue
      }
      var others: [Int] = []
      for _ in 1..<run >> 1 { others.append(try reader.readIndex(below: dots.count)) }
      entries.others[entries.first.count] = others
      entries.first.append(first)
    }
    return entries
  }

  private struct Entries {
    var first: [Int] = []
    /// By the register's place.
    var others: [Int: [Int]] = [:]
  }

  private mutating func readRegisters(
    _ entries: Entries
  ) throws(RecordDecodingError) -> [Register] {
    var registers: [Register] = []
    registers.reserveCapacity(entries.first.count)
    for (place, first) in entries.first.enumerated() {
      let value = try readValue()
      guard !entries.others.isEmpty, let others = entries.others[place] else {
        registers.append(Register(dots[first], value))
        continue
      }
      var items = [dots[first]: value]
      for other in others {
        guard items.updateValue(try readValue(), forKey: dots[other]) == nil else {
          throw reader.failure("one dot twice in a register")
        }
      }
      guard let register = Register(items) else { throw reader.failure("an empty register") }
      registers.append(register)
    }
    return registers
  }

  private mutating func readValue() throws(RecordDecodingError) -> AnswerValue {
    let tag = try reader.readByte()
    switch tag {
    case ..<CompactFormat.Value.shortTexts: return .text(try reader.readText(bytes: Int(tag)))
    case CompactFormat.Value.text: return .text(try reader.readText("an answer"))
    case CompactFormat.Value.cleared: return .cleared
    case CompactFormat.Value.missing:
      return .missing(try reader.readText("a missing code", atMost: CodingLimits.nameBytes))
    case CompactFormat.Value.numbered:
      return .text(try name(of: try reader.readIndex(below: names.count + 1)))
    case CompactFormat.Value.other: return try reader.readValue()
    case CompactFormat.Value.digit..<CompactFormat.Value.digit + 10:
      return .text(String(tag - CompactFormat.Value.digit))
    default: throw reader.failure("a value of an unknown kind")
    }
  }

  private mutating func readDecisions() throws(RecordDecodingError) -> [Dot: Decision] {
    let count = try reader.readCount(
      of: "decisions", atMost: CodingLimits.decisions, eachAtLeast: 6)
    var decisions: [Dot: Decision] = [:]
    for _ in 0..<count {
      let dot = dots[try reader.readIndex(below: dots.count)]
      let kind = try reader.readDecisionKind()
      let round = try reader.readRound()
      let seen = try reader.readCount(
        of: "replicas of a decision", atMost: CodingLimits.replicas, eachAtLeast: 2)
      var revisions: [ReplicaID: UInt64] = [:]
      for _ in 0..<seen {
        let replica = replicas[try reader.readIndex(below: replicas.count)]
        revisions[replica] = try reader.readRevision()
      }
      decisions[dot] = Decision(
        kind: kind, round: round, context: VersionVector(revisions),
        comment: try reader.readText("a comment"))
    }
    return decisions
  }
}
