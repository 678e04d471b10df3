import Foundation
import GRDB
public import Messages
public import Replication
public import SyncProtocol

extension Store {
  /// The replica that this store writes as. It changes when the store finds that it was copied.
  public var replica: ReplicaID {
    get throws(StoreError) { try read { try Self.identity($0).replica } }
  }

  /// Which feed this is: it changes whenever the store finds that it was copied or restored.
  public var epoch: UInt64 {
    get throws(StoreError) { try read { try Self.identity($0).epoch } }
  }

  /// How far this store's own seal log goes.
  public func chain() throws(StoreError) -> Chain {
    try read { try self.chain($0, of: Self.identity($0).replica) }
  }

  /// How far the seal log of any replica goes here; revision 0 where nothing is known of it.
  public func chain(of replica: ReplicaID) throws(StoreError) -> Chain {
    try read { try self.chain($0, of: replica) }
  }

  /// Gives the store a new replica and a new epoch: for whoever finds that another store writes
  /// under the same replica. What was sealed stays under the old one.
  /// - Parameter reason: a line for the store's log.
  public func renewIdentity(reason: Message) throws(StoreError) {
    try write { try self.renewIdentity($0, machine: nil, inode: nil, reason: reason) }
  }
}

struct StoreIdentity: Hashable {
  var replica: ReplicaID
  var epoch: UInt64
  var machine: String
  var inode: UInt64
}

extension Store {
  func checkIdentity(of file: StoreFile) throws {
    guard let inode = environment.fileNumber(file.path) else {
      throw StoreError(.notAccessible, at: file.path)
    }
    let machine = environment.machine()
    let known = try pool.read { try Self.knownIdentity($0) }
    if known?.machine == machine, known?.inode == inode { return }
    try pool.write { database in
      // Another process may have been first.
      let known = try Self.knownIdentity(database)
      if known?.machine == machine, known?.inode == inode { return }
      let reason: Message? =
        known == nil
        ? nil
        : Message(
          es: "El almacén se copió o se restauró en otro equipo o archivo; escribirá con otra "
            + "identidad.",
          en: "The store was copied or restored to another machine or file; it will write under "
            + "another identity.")
      try self.renewIdentity(database, machine: machine, inode: inode, reason: reason)
    }
  }

  func renewIdentity(
    _ database: Database, machine: String?, inode: UInt64?, reason: Message?
  ) throws {
    let known = try Self.knownIdentity(database)
    if let known { try rememberOwn(database, known.replica) }
    let bits = environment.randomBits()
    let identity = StoreIdentity(
      replica: ReplicaID(high: bits.high, low: bits.low), epoch: (known?.epoch ?? 0) + 1,
      machine: machine ?? known?.machine ?? "", inode: inode ?? known?.inode ?? 0)
    try Self.setIdentity(database, identity)
    memory(of: database)?.identity = identity
    guard let reason, let known else { return }
    try log(
      database, code: "STORE-RENEWED",
      Message(
        es: "\(reason.spanish) Antes \(known.replica), ahora \(identity.replica).",
        en: "\(reason.english) Before \(known.replica), now \(identity.replica)."))
  }

  /// The same within a transaction that writes, which asks once.
  func ownIdentity(_ database: Database) throws -> StoreIdentity {
    guard let memory = memory(of: database) else { return try Self.identity(database) }
    if let known = memory.identity { return known }
    let identity = try Self.identity(database)
    memory.identity = identity
    return identity
  }

  static func identity(_ database: Database) throws -> StoreIdentity {
    guard let identity = try knownIdentity(database) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: noIdentity)
    }
    return identity
  }

  static let noIdentity = "the store has no identity"
  private static let identitySetting = "identity"

  private static func knownIdentity(_ database: Database) throws -> StoreIdentity? {
    let statement = try database.cachedStatement(sql: "SELECT value FROM setting WHERE name = ?")
    guard let bytes = try Data.fetchOne(statement, arguments: [identitySetting]) else { return nil }
    return try StoreIdentity(bytes: Array(bytes))
  }

  private static func setIdentity(_ database: Database, _ identity: StoreIdentity) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
      arguments: [identitySetting, Data(identity.bytes)])
  }
}
