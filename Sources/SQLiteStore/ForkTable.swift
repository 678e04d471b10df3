import Foundation
import GRDB
import Replication

// Which replicas are known to be forked, what this store's copies of their revisions are called
// since, and what this store sealed under names that it had before.

extension Store {
  /// The first revision of a forked replica that goes by another name; nil where none does.
  func firstForked(_ database: Database, of replica: ReplicaID) throws -> UInt64? {
    guard try hasForks(database) else { return nil }
    return try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT revision FROM fork WHERE replica = ?"),
      arguments: [replica.data]
    ).map { UInt64(bitPattern: $0) }
  }

  func setForked(_ database: Database, _ replica: ReplicaID, from first: UInt64) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO fork (replica, revision) VALUES (?, ?)",
      arguments: [replica.data, Int64(bitPattern: first)])
    memory(of: database)?.hasForks = true
  }

  private func hasForks(_ database: Database) throws -> Bool {
    let memory = memory(of: database)
    if let known = memory?.hasForks { return known }
    let statement = try database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM fork)")
    let isAny = try Bool.fetchOne(statement) ?? false
    memory?.hasForks = isAny
    return isAny
  }

  /// Every forked replica that a vector reaches into, with its first revision that is renamed.
  func forks(_ database: Database, in context: VersionVector) throws -> [(ReplicaID, UInt64)] {
    guard try hasForks(database) else { return [] }
    return try context.dots.compactMap { last in
      guard let first = try firstForked(database, of: last.replica), last.revision >= first
      else { return nil }
      return (last.replica, first)
    }
  }

  /// Notes what a dot of this store's own copy is called now.
  func setRenamed(_ database: Database, _ dot: Dot, to name: Dot) throws {
    if dot == name { return }
    try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO renamed (replica, revision, name, nameRevision) VALUES (?, ?, ?, ?)
        """
    ).execute(arguments: [
      dot.replica.data, Int64(bitPattern: dot.revision), name.replica.data,
      Int64(bitPattern: name.revision),
    ])
    if database.changesCount > 0 { memory(of: database)?.noteRenamed(dot, to: name) }
    if try own(database).contains(dot) { try rememberOwn(database, name) }
  }

  /// What a dot of this store's own copy is called now.
  func presentName(_ database: Database, of dot: Dot) throws -> Dot {
    let statement = try database.cachedStatement(
      sql: "SELECT name, nameRevision FROM renamed WHERE replica = ? AND revision = ?")
    var present = dot
    // A name may itself have been renamed: somebody forged a line under it.
    while let row = try Row.fetchOne(
      statement, arguments: [present.replica.data, Int64(bitPattern: present.revision)])
    {
      present = Dot(replica: try ReplicaID(data: row[0]), revision: UInt64(bitPattern: row[1]))
    }
    return present
  }

  /// The revisions of a replica that this store holds under other names, by name.
  func formerRevisions(
    _ database: Database, of replica: ReplicaID
  ) throws -> [Dot: UInt64] {
    let memory = memory(of: database)
    if let known = memory?.formerRevisions[replica] { return known }
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: "SELECT name, nameRevision, revision FROM renamed WHERE replica = ?"),
      arguments: [replica.data])
    var revisions: [Dot: UInt64] = [:]
    for row in rows {
      let name = Dot(replica: try ReplicaID(data: row[0]), revision: UInt64(bitPattern: row[1]))
      revisions[try presentName(database, of: name)] = UInt64(bitPattern: row[2])
    }
    memory?.formerRevisions[replica] = revisions
    return revisions
  }

  // MARK: What is our own

  /// What this store sealed under other names than its present one.
  func own(_ database: Database) throws -> VersionVector {
    let memory = memory(of: database)
    if let known = memory?.own { return known }
    var own = VersionVector()
    let rows = try Row.fetchAll(
      database.cachedStatement(sql: "SELECT replica, revision FROM own"))
    for row in rows {
      own.insert(
        Dot(replica: try ReplicaID(data: row[0]), revision: UInt64(bitPattern: row[1])))
    }
    memory?.own = own
    return own
  }

  /// Before the store takes another name: what its log says was sealed under this one.
  func rememberOwn(_ database: Database, _ replica: ReplicaID) throws {
    try rememberOwn(
      database, Dot(replica: replica, revision: lastRevision(database, of: replica)))
  }

  private func rememberOwn(_ database: Database, _ last: Dot) throws {
    if last.revision == 0 { return }
    try database.execute(
      sql: "INSERT OR REPLACE INTO own (replica, revision) VALUES (?, ?)",
      arguments: [last.replica.data, Int64(bitPattern: last.revision)])
    memory(of: database)?.own?[last.replica] = last.revision
  }
}
