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
  case client(String)
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
  /// Registers on which people disagree, as far as this store knows it only since this merge.
  public let newConflicts: [RegisterKey]
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
  ///   - admitting: asked before a record is merged; a reason puts it into quarantine.
  ///   - checking: called within the transaction with each record that is new or changed; the
  ///     documents it returns, by kind, are stored with it.
  /// - Returns: one outcome a record, in the order they were given.
  @discardableResult
  public func merge(
    _ records: [EncodedRecord], seals: [SealEntry] = [], from origin: MergeOrigin,
    checking: (Record) throws -> [String: StoredDocument] = { _ in [:] },
    admitting: Admission = { _, _ in nil }
  ) throws(StoreError) -> [MergeOutcome] {
    try write { database in
      let forked = try self.takeIn(database, seals, from: origin)
      var outcomes: [MergeOutcome] = []
      for encoded in records {
        outcomes.append(
          try self.take(
            database, encoded, from: origin, isForked: forked.contains(encoded.id),
            admitting: admitting, checking: checking))
      }
      return outcomes
    }
  }
}

extension Store {
  /// One record, and what a check says of it.
  func take(
    _ database: Database, _ encoded: EncodedRecord, from origin: MergeOrigin, isForked: Bool,
    admitting: Admission = { _, _ in nil }, checking: (Record) throws -> [String: StoredDocument]
  ) throws -> MergeOutcome {
    let outcome = try merge(
      database, encoded, from: origin, isForked: isForked, admitting: admitting)
    if let record = outcome.record, outcome.result != .unchanged {
      let number = try existingNumber(database, record.id)
      for (kind, document) in try checking(record) {
        try put(database, document, kind: kind, about: record.id, number)
      }
    }
    return outcome
  }

  /// Adds what is new to the seal log. Returns the records whose entries contradict what is known:
  /// somebody writes under a replica that was copied.
  private func takeIn(
    _ database: Database, _ seals: [SealEntry], from origin: MergeOrigin
  ) throws -> Set<RecordID> {
    var forked: Set<RecordID> = []
    var isCopied = false
    let own = try Self.identity(database).replica
    var counts: [RecordID: Int] = [:]
    let mayRenew = try believes(database, origin)
    for entry in seals {
      if entry.dot.replica == own, !mayRenew {
        forked.insert(entry.record)
        continue
      }
      switch try meet(database, entry) {
      case .known: continue
      case .damaged:
        forked.insert(entry.record)
        continue
      case .forked: forked.insert(entry.record)
      case .new:
        let held = try counts[entry.record] ?? sealCount(database, of: entry.record)
        counts[entry.record] = held + 1
        // Left out, not held against the record: else whoever filled its log would bar its authors.
        if held < SyncLimits.recordSeals {
          try insert(database, entry)
        } else if held == SyncLimits.recordSeals {
          try noteFullLog(database, of: entry.record)
        }
      }
      // This store never sealed that: it was restored from a backup, or its twin did.
      if entry.dot.replica == own { isCopied = true }
    }
    if isCopied { try renewCopied(database) }
    return forked
  }

  /// A context that names revisions of ours which we never sealed tells the same without a log.
  /// - Returns: false where the claim is not believed.
  private func noticeCopy(
    _ database: Database, in context: VersionVector, from origin: MergeOrigin
  ) throws -> Bool {
    let own = try Self.identity(database).replica
    guard context[own] > 0, context[own] > (try lastRevision(database, of: own)) else {
      return true
    }
    guard try believes(database, origin) else { return false }
    try renewCopied(database)
    return true
  }

  /// Whether this store may have a twin or a lost past that the origin speaks of. A server that
  /// never sealed has neither; if it believed, any device could take its identity away at will.
  private func believes(_ database: Database, _ origin: MergeOrigin) throws -> Bool {
    guard case .client = origin else { return true }
    return try lastRevision(database, of: Self.identity(database).replica) > 0
  }

  private func renewCopied(_ database: Database) throws {
    try renewIdentity(
      database, machine: nil, inode: nil,
      reason: Message(
        es: "Otro equipo escribe con la identidad de este almacén (copia o respaldo).",
        en: "Another machine writes under this store's identity (a copy or a backup)."))
  }

  private func merge(
    _ database: Database, _ encoded: EncodedRecord, from origin: MergeOrigin, isForked: Bool,
    admitting: Admission
  ) throws -> MergeOutcome {
    let arrived: Record
    do {
      arrived = try RecordCoder.decode(encoded.bytes)
    } catch {
      return try quarantine(
        database, encoded, from: origin, QuarantineReason(code: error.code, message: error.message))
    }
    if arrived.id != encoded.id {
      return try quarantine(database, encoded, from: origin, .otherIdentity)
    }
    if isForked { return try quarantine(database, encoded, from: origin, .forkedReplica) }
    guard try noticeCopy(database, in: arrived.context, from: origin) else {
      return try quarantine(database, encoded, from: origin, .forkedReplica)
    }
    let known: RecordRow?
    do {
      known = try recordRow(database, encoded.id)
    } catch is DamagedValue {
      return try replaceDamaged(database, with: arrived, from: origin)
    }
    if let reason = admitting(arrived, known?.record.context ?? VersionVector()) {
      return try quarantine(database, encoded, from: origin, reason)
    }
    guard let known else { return try add(database, arrived, from: origin) }
    var row: RecordRow
    do {
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
    let wasAcknowledged = row.acknowledged
    if origin == .upstream { row.acknowledged.merge(arrived.context) }
    if before.context.covers(arrived.context) {
      if row.acknowledged != wasAcknowledged { try updateAcknowledged(database, row) }
      return MergeOutcome(id: before.id, result: .unchanged, record: before, newConflicts: [])
    }
    row.record.merge(arrived)
    do {
      try update(database, row)
    } catch is OutgrownRecord {
      return try quarantine(database, encoded, from: origin, .tooLarge)
    }
    let merged = row.record
    let conflicts = merged.conflicts.map(\.key)
      .filter { !before.isConflicted($0) }
    return MergeOutcome(id: before.id, result: .merged, record: merged, newConflicts: conflicts)
  }

  /// Takes what arrived for a state that is damaged here; the damaged bytes go to the quarantine.
  private func replaceDamaged(
    _ database: Database, with arrived: Record, from origin: MergeOrigin
  ) throws -> MergeOutcome {
    let damaged = try damagedRow(database, arrived.id)
    _ = try quarantine(
      database, EncodedRecord(id: arrived.id, bytes: damaged.bytes), from: .peer("STORE"), .damaged)
    let row = RecordRow(
      number: damaged.number, record: arrived,
      acknowledged: origin == .upstream ? arrived.context : VersionVector(), refused: nil,
      area: damaged.area)
    try update(database, row)
    return MergeOutcome(id: arrived.id, result: .merged, record: arrived, newConflicts: [])
  }

  private func add(
    _ database: Database, _ arrived: Record, from origin: MergeOrigin
  ) throws -> MergeOutcome {
    var row = try insert(
      database, arrived, area: arrived.text(of: RegisterKey.Field.area) ?? "", definition: "")
    if origin == .upstream { row.acknowledged = arrived.context }
    try update(database, row)
    return MergeOutcome(
      id: arrived.id, result: .added, record: arrived,
      newConflicts: arrived.conflicts.map(\.key))
  }
}
