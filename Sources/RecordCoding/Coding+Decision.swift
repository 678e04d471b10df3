package import Replication

enum DecisionKind {
  static let approve: UInt8 = 1
  static let reject: UInt8 = 2
  static let void: UInt8 = 3
  static let resolve: UInt8 = 4
}

extension ByteWriter {
  /// A decision complete in itself; inside a record its context is written with the record's table
  /// of replicas.
  package mutating func write(_ decision: Decision) {
    write(decision.kind)
    write(varint: decision.round)
    write(decision.context)
    write(text: decision.comment)
  }

  /// The kind, then a length and what only that kind has.
  package mutating func write(_ kind: Decision.Kind) {
    switch kind {
    case .approve: writeEmpty(DecisionKind.approve)
    case .reject: writeEmpty(DecisionKind.reject)
    case .void: writeEmpty(DecisionKind.void)
    case .resolve(let key):
      write(byte: DecisionKind.resolve)
      writeCounted { $0.write(key) }
    case .unknown(let kind, let bytes):
      write(byte: kind)
      write(counted: bytes)
    }
  }

  private mutating func writeEmpty(_ kind: UInt8) {
    write(byte: kind)
    write(count: 0)
  }
}

extension ByteReader {
  package mutating func readDecision() throws(RecordDecodingError) -> Decision {
    let kind = try readDecisionKind()
    let round = try readRound()
    let context = try readVersionVector()
    return Decision(kind: kind, round: round, context: context, comment: try readText("a comment"))
  }

  package mutating func readDecisionKind() throws(RecordDecodingError) -> Decision.Kind {
    let kind = try readByte()
    switch kind {
    case DecisionKind.approve, DecisionKind.reject, DecisionKind.void:
      if try !readCounted("a decision").isEmpty { throw failure("a decision with a payload") }
      return kind == DecisionKind.approve ? .approve : kind == DecisionKind.reject ? .reject : .void
    case DecisionKind.resolve:
      return .resolve(
        try readPayload { reader throws(RecordDecodingError) in try reader.readKey() })
    default:
      return .unknown(kind: kind, bytes: Array(try readCounted("a newer version's decision")))
    }
  }

  mutating func readRound() throws(RecordDecodingError) -> UInt32 {
    guard let round = UInt32(exactly: try readVarint()) else {
      throw failure("a round beyond 32 bits")
    }
    return round
  }
}
