import Foundation
import GRDB
import RecordCoding
import Replication

import struct Replication.Record

extension StoreCheck {
  /// Every line opens and is of the revision and record that it stands under; the store's own log
  /// has no gap; chains follow where what was sealed is still at hand.
  mutating func checkSeals() throws {
    try forEachRow(
      """
      SELECT replica.id, seal.revision, seal.record, seal.entry FROM seal
      LEFT JOIN replica ON replica.n = seal.replica ORDER BY seal.replica, seal.revision
      """
    ) { check, row in
      check.report.seals += 1
      guard let entry = check.sealEntry(row) else {
        check.add(.value, at: "seal \(check.sealName(row))")
        return
      }
      try check.checkChain(of: entry)
    }
    guard let own = report.replica else { return }
    let revisions = try Row.fetchOne(
      database,
      sql: """
        SELECT count(*), max(revision) FROM seal
        WHERE replica = (SELECT n FROM replica WHERE id = ?)
        """, arguments: [own.data]
    ).map(DoubtfulRow.init)
    let (count, last) = (revisions?.int(0) ?? 0, revisions?.int(1) ?? 0)
    if count != last { add(.ownSeal, at: "seal \(own)", "\(count) of \(last)") }
  }

  /// Every last revision of a context has its line, which names this record; and the record has
  /// seen all that this store sealed of it.
  mutating func checkContext(of record: Record) throws {
    for dot in record.context.dots {
      let named = try Row.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT record FROM seal
            WHERE replica = (SELECT n FROM replica WHERE id = ?) AND revision = ?
            """), arguments: [dot.replica.data, Int64(bitPattern: dot.revision)])
      let isOwn = dot.replica == report.replica
      guard let named else {
        add(isOwn ? .ownSeal : .foreignSeal, at: "record \(record.id)", dot.name)
        continue
      }
      if DoubtfulRow(named).data(0) != record.id.data {
        add(.context, at: "record \(record.id)", dot.name)
      }
    }
    guard let own = report.replica else { return }
    let last = try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT max(revision) FROM seal
          WHERE record = ? AND replica = (SELECT n FROM replica WHERE id = ?)
          """), arguments: [record.id.data, own.data])
    if let last, UInt64(bitPattern: last) > record.context[own] {
      add(
        .context, at: "record \(record.id)",
        Dot(replica: own, revision: UInt64(bitPattern: last)).name)
    }
  }

  private func sealEntry(_ row: DoubtfulRow) -> SealEntry? {
    guard let replica = row.data(0), let revision = row.int(1), let record = row.data(2),
      let sealed = row.data(3)
    else { return nil }
    do {
      let dot = Dot(
        replica: try ReplicaID(data: replica), revision: UInt64(bitPattern: revision))
      let entry = try store.openSeal(sealed, dot)
      return entry.dot == dot && entry.record.data == record ? entry : nil
    } catch {
      return nil
    }
  }

  private func sealName(_ row: DoubtfulRow) -> String {
    let replica = row.data(0).map { Array($0).hexadecimal } ?? "?"
    return "\(replica):\(row.int(1).map(String.init) ?? "?")"
  }

  /// What a line sealed is known where its record has exactly that one seal: then the chain is
  /// computed again.
  private mutating func checkChain(of entry: SealEntry) throws {
    guard try !mayNameFork(entry.dot), let before = try chain(before: entry.dot),
      try sealCount(of: entry.record) == 1,
      let sealed = try Data.fetchOne(
        database.cachedStatement(sql: "SELECT state FROM record WHERE id = ?"),
        arguments: [entry.record.data]),
      let record = try record(entry.record, sealed), let content = record.content(of: entry)
    else { return }
    let again = SealEntry(
      following: before, dot: entry.dot, record: entry.record, stamp: entry.stamp,
      content: content, hash: sha256)
    report.chainsRecomputed += 1
    if again.chain != entry.chain { add(.chain, at: "seal \(entry.dot.name)") }
  }

  /// Whether the line may stand under the name of a forked revision, whose chain goes on from a line
  /// of the forked replica: it is the only one of a replica that is not this store's.
  private func mayNameFork(_ dot: Dot) throws -> Bool {
    try dot.revision == 1 && dot.replica != report.replica
      && store.lastRevision(database, of: dot.replica) == 1
  }

  private func record(_ id: RecordID, _ sealed: Data) throws -> Record? {
    do { return try store.record(database, id, sealed: sealed) } catch is DamagedValue {
      return nil
    }
  }

  /// The chain that a line follows: empty for the first; nil where the line before is not here.
  private func chain(before dot: Dot) throws -> [UInt8]? {
    if dot.revision == 1 { return [] }
    do {
      return try store.sealEntry(
        database, Dot(replica: dot.replica, revision: dot.revision - 1))?.chain
    } catch is DamagedValue {
      return nil
    }
  }

  private func sealCount(of record: RecordID) throws -> Int {
    try store.sealCount(database, of: record)
  }
}

extension Record {
  /// What a seal wrote, where it is this record's only one and nothing of it was written over.
  fileprivate func content(of entry: SealEntry) -> [UInt8]? {
    guard context == VersionVector([entry.dot.replica: entry.dot.revision]),
      mentionedDots == [entry.dot], stamps[entry.dot] == entry.stamp
    else { return nil }
    var pending = PendingWrites(author: entry.stamp.author)
    for (key, entries) in registers {
      guard let value = entries[entry.dot], entries.isSingle else { return nil }
      pending.writes[key] = PendingWrites.Write(value: value, supersedes: [])
    }
    return RecordCoder.encodeChange(pending, decisions[entry.dot])
  }
}

extension Dot {
  fileprivate var name: String { "\(replica):\(revision)" }
}
