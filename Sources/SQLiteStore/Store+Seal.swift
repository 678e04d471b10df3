import GRDB
import Messages
import RecordCoding
public import Replication
import SyncProtocol

public import struct Replication.Record

extension Store {
  /// Seals what is pending of a record, if anything is, and returns its state.
  @discardableResult
  public func seal(_ id: RecordID) throws(StoreError) -> Record {
    try write { try self.seal($0, id).record }
  }

  /// Seals every record that has pending writes: before anything is handed to anyone.
  public func sealAll() throws(StoreError) {
    var last: Int64? = 0
    while let position = last { last = try write { try self.sealSome($0, after: position) } }
  }

  /// Approves, rejects or withdraws a record. What is pending of it is sealed first; what this
  /// store wrote counts as seen.
  /// - Parameters:
  ///   - kind: `.approve`, `.reject` or `.void`.
  ///   - shown: the context of the state that the person decided on.
  /// - Throws: `.roleMayNotDecide` for an enumerator.
  @discardableResult
  public func decide(
    _ kind: Decision.Kind, on id: RecordID, comment: String, author: Author, shown: VersionVector
  ) throws(StoreError) -> Record {
    if author.role < .supervisor { throw StoreError(.roleMayNotDecide, at: directory) }
    try requireFitting(author)
    try requireFitting(comment: comment)
    return try write { database in
      let row = try self.seal(database, id)
      let seen = try self.seen(database, row.record, shown: shown)
      let decision = Decision(
        kind: kind, round: row.record.nextRound(shown: seen), context: seen, comment: comment)
      return try self.seal(database, row, PendingWrites(author: author), decision).record
    }
  }

  /// Resolves a conflict: writes `value` over exactly the entries named, and says why. Entries
  /// that arrived in the meantime stay beside it.
  /// - Throws: `.answeredSince` where the same author wrote another value there on this store that is
  ///   not among them: a seal supersedes what its author typed here, and this he did not see go.
  @discardableResult
  public func resolve(
    _ key: RegisterKey, of id: RecordID, superseding dots: Set<Dot>, value: AnswerValue,
    comment: String, author: Author
  ) throws(StoreError) -> Record {
    try requireFitting(author)
    try requireFitting(value, at: key)
    try requireFitting(comment: comment)
    return try write { database in
      let row = try self.seal(database, id)
      let dots = Set(try dots.map { try self.presentName(database, of: $0) })
      guard try !self.hasWritten(database, author, key, in: row.record, besides: dots, value) else {
        throw StoreError(.answeredSince(key), at: directory)
      }
      var pending = PendingWrites(author: author)
      pending.save(PendingWrites.Write(value: value, supersedes: dots), to: key)
      let decision = Decision(
        kind: .resolve(key), round: 0,
        context: try self.seen(database, row.record, shown: VersionVector(lastOf: dots)),
        comment: comment)
      return try self.seal(database, row, pending, decision).record
    }
  }
}

extension Store {
  /// How many records are sealed in one transaction.
  private static let sealsPerTransaction = 100

  /// Returns where to go on; nil at the end. What is damaged stays as it is, and the log says so.
  private func sealSome(_ database: Database, after position: Int64) throws -> Int64? {
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT record.n, record.id FROM (
            SELECT DISTINCT record AS n FROM pending WHERE record > ? ORDER BY record LIMIT ?
          ) AS waiting JOIN record ON record.n = waiting.n ORDER BY record.n
          """),
      arguments: [position, Self.sealsPerTransaction])
    for row in rows {
      do {
        _ = try seal(database, RecordID(data: row[1]))
      } catch let damage as DamagedValue {
        try note(database, damage)
      } catch let full as OutgrownRecord {
        try note(database, full)
      }
    }
    return rows.count == Self.sealsPerTransaction ? rows.last.map { $0[0] } : nil
  }

  /// The record's row, with nothing pending any more.
  func seal(_ database: Database, _ id: RecordID) throws -> RecordRow {
    try seal(database, existingRow(database, id))
  }

  func seal(_ database: Database, _ row: RecordRow) throws -> RecordRow {
    guard let pending = try pendingWrites(database, row.number, of: row.record.id)
    else { return row }
    let sealed = try seal(database, row, pending, nil)
    try removePending(database, row.number)
    return sealed
  }

  /// Gives writes and a decision this replica's next revision, a line of the seal log, and the
  /// next number of the feed. Throws before it writes anything of the record.
  func seal(
    _ database: Database, _ row: RecordRow, _ pending: PendingWrites, _ decision: Decision?
  ) throws -> RecordRow {
    let (replica, chain) = try ownChain(database, toSeal: row.record)
    let dot = Dot(replica: replica, revision: chain.revision + 1)
    let time = environment.now()
    var row = row
    row.record.seal(
      pending, decision: decision, as: dot, at: time, former: try own(database))
    try update(database, row)
    try insert(
      database,
      SealEntry(
        following: chain.hash, dot: dot, record: row.record.id,
        stamp: Stamp(author: pending.author, time: time),
        content: RecordCoder.encodeChange(pending, decision), hash: sha256))
    return row
  }

  /// The replica to seal as, and where its log stands. The store takes a new replica where it cannot
  /// go on with the log, whose last line is damaged, and where a record lacks what was sealed of it
  /// under this one: it was let go of, or its state was damaged, and came back as others had it. The
  /// next seal would say that its author had seen, and so superseded, what is not here any more.
  private func ownChain(
    _ database: Database, toSeal record: Record
  ) throws -> (ReplicaID, Chain) {
    let replica = try ownIdentity(database).replica
    let chain = try chain(database, of: replica)
    let reason: Message
    if try lastRevision(database, of: replica) != chain.revision {
      reason = Message(
        es: "La última línea del registro de sellos está dañada.",
        en: "The last line of the seal log is damaged.")
    } else if try lastRevision(database, of: replica, about: record.id) > record.context[replica] {
      reason = Message(
        es: "A \(record.id) le falta lo último que aquí se selló.",
        en: "\(record.id) lacks what was last sealed of it here.")
    } else {
      return (replica, chain)
    }
    try renewIdentity(database, machine: nil, inode: nil, reason: reason)
    return (try ownIdentity(database).replica, Chain())
  }

  /// What a person was shown, and what this store itself wrote of the record.
  private func seen(
    _ database: Database, _ record: Record, shown: VersionVector
  ) throws -> VersionVector {
    try renamed(database, shown, of: record.id).merged(with: ownPart(database, of: record.context))
  }

  /// Whether an author wrote another value from this store than those entries say and than `value`.
  private func hasWritten(
    _ database: Database, _ author: Author, _ key: RegisterKey, in record: Record,
    besides dots: Set<Dot>, _ value: AnswerValue
  ) throws -> Bool {
    let own = try ownPart(database, of: record.context)
    return record.entries(of: key).contains { entry in
      own.contains(entry.dot) && entry.stamp.author == author && entry.value != value
        && !dots.contains(entry.dot)
    }
  }

  /// Of what a record has seen, what this store itself sealed, under whatever name.
  func ownPart(_ database: Database, of context: VersionVector) throws -> VersionVector {
    let replica = try ownIdentity(database).replica
    var part = VersionVector([replica: context[replica]])
    for last in try own(database).dots {
      let revision = min(last.revision, context[last.replica])
      if revision > 0 { part.insert(Dot(replica: last.replica, revision: revision)) }
    }
    return part
  }
}

extension VersionVector {
  fileprivate init(lastOf dots: Set<Dot>) {
    self.init()
    for dot in dots { insert(dot) }
  }
}
