import GRDB
public import Messages
import RecordCoding
public import Replication
public import SyncProtocol

public import struct Replication.Record
public import struct SyncProtocol.Cursor

/// Whom records come from.
public enum MergeOrigin: Hashable, Sendable {
  /// The server that this store syncs to: what it sends it has.
  case upstream
  /// A device, a bundle, another hub; the text is for the quarantine and the log.
  case peer(String)
  /// As a peer, of a server that seals nothing itself: whoever claims that it did is not believed.
  case client(String, writingAs: ReplicaID)
}

/// What became of one record that arrived.
public struct MergeOutcome: Sendable {
  /// What the merge did.
  public enum Result: Hashable, Sendable {
    case added
    case merged
    /// It said nothing new.
    case unchanged
    /// Kept aside byte for byte, because this store could not use it.
    case quarantined(QuarantineReason)
  }

  public let id: RecordID
  /// What the merge did.
  public let result: Result
  /// The state after the merge; nil where it was quarantined.
  public let record: Record?
  /// All of the record that need not be sent again: what the state has seen, and what the state
  /// that arrived had seen by the names it gave. Empty where it was quarantined.
  public let held: VersionVector
  /// Whether the state after the merge is the one that arrived.
  public let isAsSent: Bool
  /// Registers on which people disagree, as far as this store knows it only since this merge.
  public let newConflicts: [RegisterKey]
  /// The states that were joined, where neither held all of the other; empty elsewhere.
  public let sides: [Record]
  /// What was written; nil where nothing was.
  let row: WrittenRow?
  /// The number that the state got in its area's feed; nil where nothing was written.
  public var sequence: UInt64? { row?.sequence }

  init(
    _ result: Result, _ record: Record, _ row: WrittenRow?, sent: VersionVector,
    newConflicts: [RegisterKey] = [], sides: [Record] = []
  ) {
    id = record.id
    self.result = result
    self.record = record
    self.row = row
    held = record.context.merged(with: sent)
    isAsSent = record.context == sent
    self.newConflicts = newConflicts
    self.sides = sides
  }

  init(quarantined id: RecordID, _ reason: QuarantineReason) {
    self.id = id
    result = .quarantined(reason)
    record = nil
    held = VersionVector()
    isAsSent = false
    newConflicts = []
    sides = []
    row = nil
  }
}

/// One record as it arrived.
struct Arrival {
  let encoded: EncodedRecord
  /// The lines of seal logs that came with it and speak of it.
  var lines: [SealEntry] = []
  let origin: MergeOrigin
  /// A line that came with it cannot be true, or cannot be compared.
  var isContradicted = false
  /// What was worked out beforehand of just these bytes.
  var foreseen: ForeseenMerge?
}

extension Arrival {
  /// The join of what is here and what arrived: the one foreseen, where nothing was sealed since and
  /// neither side was renamed, which both show in the contexts.
  fileprivate func joined(_ before: Record, _ row: RecordRow, with arrived: Record) -> Record {
    if row.isAsForeseen, let foreseen, foreseen.held?.record.context == before.context,
      foreseen.sent.context == arrived.context
    {
      return foreseen.record
    }
    return before.merged(with: arrived)
  }
}

/// Why a record that arrived was kept aside.
public struct QuarantineReason: Hashable, Sendable {
  public let code: String
  public let message: Message

  public init(code: String, message: Message) {
    self.code = code
    self.message = message
  }
}

/// What a store asks before it merges a record: the state that arrived, and the context of the state
/// that is here. A reason keeps the record aside.
public typealias Admission = (_ arrived: Record, _ known: VersionVector) -> QuarantineReason?

extension Store {
  /// Merges what arrived, in one transaction: what is pending here is sealed first, what cannot be
  /// used is kept in quarantine, the rest goes on. Repeating a call changes nothing.
  /// - Parameters:
  ///   - foreseen: what was worked out beforehand; it changes nothing but the time this takes.
  ///   - admitting: asked before a record is merged; a reason puts it into quarantine.
  ///   - checking: called within the transaction with each record that is new or changed; the
  ///     documents it returns, by kind, are stored with it.
  /// - Returns: one outcome a record, in the order they were given.
  @discardableResult
  public func merge(
    _ records: [EncodedRecord], seals: [SealEntry] = [], from origin: MergeOrigin,
    foreseen: [ForeseenMerge] = [],
    checking: (Record) throws -> [String: StoredDocument] = { _ in [:] },
    admitting: Admission = { _, _ in nil }
  ) throws(StoreError) -> [MergeOutcome] {
    try write { database in
      let contradicted = try self.takeIn(database, seals, from: origin)
      let lines = Dictionary(grouping: seals, by: \.record)
      let foreseen = Dictionary(grouping: foreseen, by: \.encoded.id)
      var outcomes: [MergeOutcome] = []
      var keys = KnownKeys()
      for encoded in records {
        let arrival = Arrival(
          encoded: encoded, lines: lines[encoded.id] ?? [], origin: origin,
          isContradicted: contradicted.contains(encoded.id),
          foreseen: foreseen[encoded.id]?.first { $0.encoded == encoded })
        outcomes.append(
          try self.take(
            database, arrival, sharing: &keys, admitting: admitting, checking: checking))
      }
      return outcomes
    }
  }
}

extension Store {
  /// One record, and what a check says of it.
  func take(
    _ database: Database, _ arrival: Arrival, sharing keys: inout KnownKeys,
    admitting: Admission = { _, _ in nil },
    checking: (Record) throws -> [String: StoredDocument]
  ) throws -> MergeOutcome {
    let outcome = try merge(database, arrival, sharing: &keys, admitting: admitting)
    if let record = outcome.record, let number = outcome.row?.number {
      for (kind, document) in try checking(record) {
        try put(database, document, kind: kind, about: record.id, number)
      }
    }
    return outcome
  }

  private func merge(
    _ database: Database, _ arrival: Arrival, sharing keys: inout KnownKeys,
    admitting: Admission
  ) throws -> MergeOutcome {
    let (encoded, origin) = (arrival.encoded, arrival.origin)
    let sent: Record
    do {
      sent =
        if let foreseen = arrival.foreseen { foreseen.sent } else {
          try RecordCoder.decode(encoded.bytes, sharing: &keys)
        }
    } catch {
      return try quarantine(
        database, encoded, from: origin, QuarantineReason(code: error.code, message: error.message))
    }
    if sent.id != encoded.id {
      return try quarantine(database, encoded, from: origin, .otherIdentity)
    }
    let isBelieved = try noticeCopy(database, in: sent.context, from: origin)
    guard !arrival.isContradicted, isBelieved else {
      return try quarantine(database, encoded, from: origin, .contradicted)
    }
    try noticePassedOver(database, by: sent, lines: arrival.lines)
    let arrived: Record
    do {
      arrived = try renamed(database, sent, encoded.bytes, lines: arrival.lines)
    } catch is OutgrownRecord {
      return try quarantine(database, encoded, from: origin, .tooLarge)
    }
    // Under the names that the upstream sent it has it, under those of a fork it does not.
    let acknowledged =
      origin == .upstream && arrived.context == sent.context ? arrived.context : VersionVector()
    var known: RecordRow?
    do {
      known = try recordRow(
        database, encoded.id, sharing: &keys, unless: arrival.foreseen?.held)
    } catch is DamagedValue {
      return try replaceDamaged(database, with: arrived, acknowledged, from: origin)
    }
    if let reason = admitting(sent, known?.record.context ?? VersionVector()) {
      return try quarantine(database, encoded, from: origin, reason)
    }
    guard var known else {
      if try isPurged(database, arrived) {
        return MergeOutcome(.unchanged, arrived, nil, sent: sent.context)
      }
      return try add(database, arrived, acknowledged, sent.context)
    }
    var row: RecordRow
    do {
      if try rename(database, &known) { try update(database, known) }
      row = try seal(database, known)
    } catch let damage as DamagedValue {
      try note(database, damage)
      return try quarantine(database, encoded, from: origin, .damagedPending)
    } catch let full as OutgrownRecord {
      try note(database, full)
      return try quarantine(database, encoded, from: origin, .tooLarge)
    }
    let before = row.record
    guard before.kind == arrived.kind else {
      return try quarantine(database, encoded, from: origin, .otherIdentity)
    }
    if arrived.contradicts(before) {
      return try quarantine(database, encoded, from: origin, .erasing)
    }
    let wasAcknowledged = row.acknowledged
    row.acknowledged.merge(acknowledged)
    if before.context.covers(arrived.context) {
      if row.acknowledged != wasAcknowledged { try updateAcknowledged(database, row) }
      return MergeOutcome(.unchanged, before, nil, sent: sent.context)
    }
    row.record = arrival.joined(before, row, with: arrived)
    let written: WrittenRow
    do {
      written = try update(database, row)
    } catch is OutgrownRecord {
      return try quarantine(database, encoded, from: origin, .tooLarge)
    }
    let merged = row.record
    let conflicts = merged.conflicts.map(\.key)
      .filter { !before.isConflicted($0) }
    let isJoin = !arrived.context.covers(before.context)
    return MergeOutcome(
      .merged, merged, written, sent: sent.context, newConflicts: conflicts,
      sides: isJoin ? [before, arrived] : [])
  }

  /// Takes what arrived for a state that is damaged here; the damaged bytes go to the quarantine.
  private func replaceDamaged(
    _ database: Database, with arrived: Record, _ acknowledged: VersionVector,
    from origin: MergeOrigin
  ) throws -> MergeOutcome {
    let damaged = try damagedRow(database, arrived.id)
    _ = try quarantine(
      database, EncodedRecord(id: arrived.id, bytes: damaged.bytes), from: .peer("STORE"), .damaged)
    let row = RecordRow(
      number: damaged.number, record: arrived, acknowledged: acknowledged, refused: nil,
      area: damaged.area)
    let written = try update(database, row)
    return MergeOutcome(.merged, arrived, written, sent: arrived.context)
  }

  private func add(
    _ database: Database, _ arrived: Record, _ acknowledged: VersionVector, _ sent: VersionVector
  ) throws -> MergeOutcome {
    let row = try insert(database, arrived: arrived, acknowledged: acknowledged)
    return MergeOutcome(
      .added, arrived, row, sent: sent, newConflicts: arrived.conflicts.map(\.key))
  }
}
