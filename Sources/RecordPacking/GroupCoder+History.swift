internal import Crypto
internal import RecordCoding
internal import Replication
internal import SyncProtocol

// Decisions, and the lines of seal logs.

extension GroupCoder {
  mutating func decisions(
    _ given: [Dot: Decision], _ dots: [Dot]
  ) throws(PackingError) -> [Dot: Decision] {
    let sorted = given.sorted { $0.key < $1.key }
    let count = try symbols.count(
      sorted.count, of: "decisions", atMost: min(CodingLimits.decisions, dots.count),
      spaces.decisionCount)
    var coded: [Dot: Decision] = [:]
    for place in 0..<count {
      let decision = place < sorted.count ? sorted[place].value : nil
      let known = place < sorted.count ? dots.firstPlace { $0 >= sorted[place].key } : 0
      let dot = try symbols.count(known, of: "dots", atMost: dots.count - 1, spaces.dot)
      let next = Decision(
        kind: try kind(decision?.kind), round: try round(decision?.round ?? 0),
        context: try context(decision?.context ?? VersionVector()),
        comment: try text(decision?.comment ?? "", atMost: CodingLimits.textBytes))
      guard coded.updateValue(next, forKey: dots[dot]) == nil else {
        throw .malformed("one dot with two decisions")
      }
    }
    return coded
  }

  private mutating func round(_ given: UInt32) throws(PackingError) -> UInt32 {
    guard let round = UInt32(exactly: try symbols.number(UInt64(given), spaces.round)) else {
      throw .malformed("a round beyond 32 bits")
    }
    return round
  }

  /// Approve, reject and void by number; what names a key or is of a newer version byte for byte.
  private mutating func kind(_ given: Decision.Kind?) throws(PackingError) -> Decision.Kind {
    let plain: [Decision.Kind] = [.approve, .reject, .void]
    let number = given.flatMap { plain.firstIndex(of: $0) } ?? plain.count
    let coded = try symbols.symbol(number, bits: 3, spaces.decisionKind)
    if coded < plain.count { return plain[coded] }
    guard coded == plain.count else { throw .malformed("a decision's kind") }
    var writer = ByteWriter()
    if let given { writer.write(given) }
    let bytes = try bytes(writer.bytes, atMost: CodingLimits.recordBytes)
    return try reading(bytes) { reader throws(RecordDecodingError) in
      try reader.readDecisionKind()
    }
  }

  // MARK: Seal log

  /// How a line's chain is told.
  private enum ChainSource: Int {
    /// It follows from the line before in this group, and from what the record says.
    case followed
    /// It is the end of the sender's own log.
    case sender
    case spelled
  }

  mutating func lines(
    _ given: [SealEntry], about record: Record
  ) throws(PackingError) -> [SealEntry] {
    let sorted = given.sorted { $0.dot < $1.dot }
    let count = try symbols.count(
      sorted.count, of: "lines", atMost: SyncLimits.recordSeals, spaces.lineCount)
    var coded: [SealEntry] = []
    for place in 0..<count {
      let line = place < sorted.count ? sorted[place] : nil
      let replica = try self.replica(line?.dot.replica ?? Dot.none.replica)
      let revision = try self.revision(
        line?.dot.revision ?? 0, of: replica, spaces.lineRevision)
      let dot = Dot(replica: replicas[replica], revision: revision)
      let stamp = try self.stamp(line?.stamp, of: dot, in: record)
      let chain = try self.chain(line?.chain, dot, stamp, record)
      chains[dot.replica] = (revision, chain)
      coded.append(SealEntry(dot: dot, record: record.id, stamp: stamp, chain: chain))
    }
    return coded
  }

  /// Mostly that of the record, which the line speaks of.
  private mutating func stamp(
    _ given: Stamp?, of dot: Dot, in record: Record
  ) throws(PackingError) -> Stamp {
    let known = record.stamps[dot]
    guard try symbols.bit(known.map { $0.isSame(as: given) } ?? false, spaces.lineStamp) else {
      return try stamp(given ?? .none)
    }
    guard let known else { throw .malformed("a line's stamp that no record has") }
    return known
  }

  private mutating func chain(
    _ given: [UInt8]?, _ dot: Dot, _ stamp: Stamp, _ record: Record
  ) throws(PackingError) -> [UInt8] {
    let followed = self.followed(dot, stamp, record)
    let isSender =
      dot.replica == sender.replica && dot.revision == sender.chain.revision
      && sender.chain.hash.count == SHA256.byteCount
    var source = ChainSource.spelled
    if let given {
      if given == followed {
        source = .followed
      } else if isSender, given == sender.chain.hash {
        source = .sender
      }
    }
    let coded = try symbols.symbol(source.rawValue, bits: 2, spaces.lineChain)
    switch ChainSource(rawValue: coded) {
    case .followed:
      guard let followed else { throw .malformed("a chain that follows nothing") }
      return followed
    case .sender:
      guard isSender else { throw .malformed("a chain that is not the sender's") }
      return sender.chain.hash
    case .spelled:
      var chain: [UInt8] = []
      for place in 0..<SHA256.byteCount {
        chain.append(try symbols.evenByte(given.map { $0[place] } ?? 0))
      }
      return chain
    case nil: throw .malformed("a chain's source")
    }
  }

  /// The chain of a seal that alone made the record, behind the line before of its replica.
  private func followed(_ dot: Dot, _ stamp: Stamp, _ record: Record) -> [UInt8]? {
    guard let before = chains[dot.replica], before.revision == dot.revision - 1,
      record.context.dots == [dot], let content = RecordCoder.encodeOnlyChange(of: record)
    else { return nil }
    return SealEntry(
      following: before.chain, dot: dot, record: record.id, stamp: stamp, content: content,
      hash: { Array(SHA256.hash(data: $0)) }
    ).chain
  }
}

extension Stamp {
  /// By the bytes of the author's name.
  fileprivate func isSame(as other: Stamp?) -> Bool {
    guard let other else { return false }
    return time == other.time && author.role == other.author.role
      && author.name.isSameBytes(as: other.author.name)
  }
}
