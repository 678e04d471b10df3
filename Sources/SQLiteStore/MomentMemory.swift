import GRDB
import RecordCoding
import Replication

/// What the transaction that writes, or whoever reads one moment, has asked of the store's small tables. A
/// batch of a hundred responses asks the same of them for each: who seals here, which number a replica has,
/// how far a feed goes.
///
/// It lives as long as one transaction, since other processes may write between two. What a transaction
/// changes of these tables it changes here too.
final class MomentMemory: @unchecked Sendable {
  // The lock is the connection: GRDB runs its blocks one after the other, and nobody else comes here
  // (`memory(of:)`).

  private(set) var isOpen = false
  var identity: StoreIdentity?
  var hasForks: Bool?
  var hasPending: Bool?
  /// What this store sealed under other names than its present one.
  var own: VersionVector?
  /// Of the forked replicas that were asked for, the revisions held under other names, by name.
  var formerRevisions: [ReplicaID: [Dot: UInt64]] = [:]
  var replicas: [ReplicaID: Int64] = [:]
  var areas: [String: Int64] = [:]
  /// With those that this transaction gave numbers to; nil where it gave none.
  var names: NumberedNames?
  var settings: [Setting: String?] = [:]
  /// How far the feed of each area goes that was asked for.
  var feedEnds: [Int64: FeedPosition] = [:]
  /// Those of them that the table of areas does not say yet.
  var movedFeeds: Set<Int64> = []

  /// What a dot of this store's own copy is called from now on.
  func noteRenamed(_ dot: Dot, to name: Dot) {
    for replica in formerRevisions.keys {
      if let revision = formerRevisions[replica]?.removeValue(forKey: dot) {
        formerRevisions[replica]?[name] = revision
      }
    }
    formerRevisions[dot.replica]?[name] = dot.revision
  }

  /// Begins a transaction.
  func open() {
    isOpen = true
  }

  /// Forgets all.
  func close() {
    isOpen = false
    (identity, hasForks, hasPending, own) = (nil, nil, nil, nil)
    formerRevisions = [:]
    replicas = [:]
    areas = [:]
    settings = [:]
    names = nil
    feedEnds = [:]
    movedFeeds = []
  }
}

extension Store {
  /// What the transaction remembers; nil outside `write` and `atOneMoment`.
  func memory(of database: Database) -> MomentMemory? {
    if database.configuration.readonly { return moment?.memory }
    return written.isOpen ? written : nil
  }

  /// The same, of a transaction that writes.
  func writing(_ database: Database) -> MomentMemory {
    guard let memory = memory(of: database) else {
      preconditionFailure("whatever writes does so within `write`")
    }
    return memory
  }
}
