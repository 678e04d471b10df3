import GRDB
import Messages
import RecordCoding
import Replication

import struct Replication.Record

// A replica under which two machines wrote (Docs/Merge.md, "Forked replicas"): each of its revisions
// from the first that differs goes by a name of its own, everywhere the same.

extension Store {
  func learnFork(_ database: Database, of replica: ReplicaID, from first: UInt64) throws {
    if let known = try firstForked(database, of: replica), known <= first { return }
    if try ownIdentity(database).replica == replica { try renewCopied(database) }
    try setForked(database, replica, from: first)
    var records: Set<RecordID> = []
    for line in try sealEntries(database, of: replica, from: first) {
      let renamed = line.renamed(hash: sha256)
      try remove(database, line.dot)
      if try sealEntry(database, renamed.dot) == nil { try insert(database, renamed) }
      try setRenamed(database, line.dot, to: renamed.dot)
      records.insert(line.record)
    }
    for record in records.sorted() { try rename(database, record) }
    try log(
      database, code: "REPLICA-FORKED",
      Message(
        es: "Dos equipos escribieron con la identidad \(replica) desde su revisión \(first) (copia "
          + "o respaldo); lo de ambos se conserva, con nombres propios.",
        en: "Two machines wrote under identity \(replica) from its revision \(first) on (a copy or "
          + "a backup); what both wrote is kept, under names of its own."))
  }

  /// Gives a stored record the names that hold now. What does not open stays as it is.
  private func rename(_ database: Database, _ id: RecordID) throws {
    do {
      guard var row = try recordRow(database, id) else { return }
      guard try rename(database, &row) else { return }
      try update(database, row)
    } catch let damage as DamagedValue {
      try note(database, damage)
    } catch let full as OutgrownRecord {
      try note(database, full)
    }
  }

  /// Replicas of one record's authors that were copied, each; a fork costs a walk over the record.
  private static let forksOfRecord = 64
  private static let bytesOfDot = 17

  /// A state that names would make larger than any record is told so before it is made.
  private func expectRoom(for record: Record, renamedBy renaming: Renaming) throws {
    if record.dotsGained(by: renaming) > CodingLimits.recordBytes / Self.bytesOfDot {
      throw OutgrownRecord(id: record.id)
    }
  }

  private func expectFew(_ forks: [(ReplicaID, UInt64)], of record: RecordID) throws {
    if forks.count > Self.forksOfRecord { throw OutgrownRecord(id: record) }
  }

  /// Whether anything of the row goes by another name now.
  func rename(_ database: Database, _ row: inout RecordRow) throws -> Bool {
    let forks = try forks(database, in: row.record.context)
    if forks.isEmpty { return false }
    try expectFew(forks, of: row.record.id)
    let digest = sha256(RecordCoder.encode(row.record))
    for (replica, first) in forks {
      let renaming = Renaming(
        of: replica, from: first,
        lines: try formerLines(database, of: row.record.id, replica, from: first),
        nameless: ReplicaID(forkOf: replica, chain: digest, hash: sha256), hash: sha256)
      try expectRoom(for: row.record, renamedBy: renaming)
      for dot in row.record.mentionedDots { try setRenamed(database, dot, to: renaming(dot)) }
      row.record = row.record.renamed(by: renaming)
      // The upstream may know them by the old names only: it is offered the new ones.
      row.acknowledged = renaming.lowered(row.acknowledged)
      row.refused = nil
    }
    try dropAside(database, record: row.number)
    return true
  }

  /// A record that arrived, under the names that hold here.
  /// - Parameters:
  ///   - bytes: its own, which name what no line explains.
  ///   - lines: those that came with it; only they say which twin's revisions it means.
  func renamed(
    _ database: Database, _ arrived: Record, _ bytes: [UInt8], lines: [SealEntry]
  ) throws -> Record {
    let forks = try forks(database, in: arrived.context)
    if forks.isEmpty { return arrived }
    try expectFew(forks, of: arrived.id)
    var arrived = arrived
    let before = try sealEntries(database, of: arrived.id)
    let digest = sha256(bytes)
    for (replica, first) in forks {
      let shared = before.filter { $0.dot.replica == replica && $0.dot.revision < first }
      let renaming = Renaming(
        of: replica, from: first, lines: lines + shared,
        nameless: ReplicaID(forkOf: replica, chain: digest, hash: sha256), hash: sha256)
      try expectRoom(for: arrived, renamedBy: renaming)
      arrived = arrived.renamed(by: renaming)
    }
    return arrived
  }

  /// What an author saved while a record's seals went by other names, under those that hold now.
  func renamed(
    _ database: Database, _ pending: PendingWrites, of record: RecordID
  ) throws -> PendingWrites {
    var renamed = PendingWrites(author: pending.author)
    for (key, write) in pending.writes {
      var value = write.value
      if case .deleted(let context) = value {
        value = .deleted(context: try self.renamed(database, context, of: record))
      }
      let dots = try write.supersedes.map { try presentName(database, of: $0) }
      renamed.writes[key] = .init(value: value, supersedes: write.supersedes.union(dots))
    }
    return renamed
  }

  /// What a person was shown of a record while its seals went by other names.
  func renamed(
    _ database: Database, _ shown: VersionVector, of record: RecordID
  ) throws -> VersionVector {
    var shown = shown
    for (replica, first) in try forks(database, in: shown) {
      let renaming = Renaming(
        of: replica, from: first,
        lines: try formerLines(database, of: record, replica, from: first), nameless: replica,
        hash: sha256)
      shown = renaming(shown)
    }
    return shown
  }

  /// The lines about a record that this store held of a replica, as they were before it was known
  /// to be forked: of one twin only.
  private func formerLines(
    _ database: Database, of record: RecordID, _ replica: ReplicaID, from first: UInt64
  ) throws -> [SealEntry] {
    let revisions = try formerRevisions(database, of: replica)
    return try sealEntries(database, of: record).compactMap { line in
      if line.dot.replica == replica { return line.dot.revision < first ? line : nil }
      guard let revision = revisions[line.dot] else { return nil }
      var former = line
      former.dot = Dot(replica: replica, revision: revision)
      return former
    }
  }
}
