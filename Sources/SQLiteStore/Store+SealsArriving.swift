import GRDB
import Messages
import Replication
import SyncProtocol

import struct Replication.Record

// What lines of seal logs, and contexts, tell about replicas when they arrive: that one was copied,
// this store's own or another's.

extension Store {
  /// Adds what is new to the seal log, under the names that hold here.
  /// - Returns: the records about which a line came that cannot be true or cannot be compared.
  func takeIn(
    _ database: Database, _ seals: [SealEntry], from origin: MergeOrigin
  ) throws -> Set<RecordID> {
    var contradicted: Set<RecordID> = []
    let own = try ownIdentity(database).replica
    let isBelieved = try believes(database, origin)
    if isBelieved { try noticeCopy(database, in: seals.filter { $0.dot.replica == own }) }
    var held: [RecordID: HeldLines] = [:]
    for entry in seals {
      let isUsable =
        (isBelieved || entry.dot.replica != own)
        && entry.stamp.author.name.utf8.count <= SyncLimits.authorBytes
      if try !isUsable || !takeIn(database, entry, &held) { contradicted.insert(entry.record) }
    }
    return contradicted
  }

  /// A line that a name of a name of … a fork would give is none that a device wrote.
  private static let renamings = 16

  /// One line; false where it cannot be true or cannot be compared.
  private func takeIn(
    _ database: Database, _ entry: SealEntry, _ held: inout [RecordID: HeldLines]
  ) throws -> Bool {
    var entry = entry
    for _ in 0...Self.renamings {
      if let isTaken = try takeInByItsName(database, entry, &held) { return isTaken }
      entry = entry.renamed(hash: sha256)
    }
    return false
  }

  /// Nil where it goes by another name.
  private func takeInByItsName(
    _ database: Database, _ entry: SealEntry, _ held: inout [RecordID: HeldLines]
  ) throws -> Bool? {
    if let first = try firstForked(database, of: entry.dot.replica), entry.dot.revision >= first {
      return nil
    }
    switch try meet(database, entry) {
    case .known: return true
    case .unusable: return false
    case .forked:
      try learnFork(database, of: entry.dot.replica, from: entry.dot.revision, &held)
      return nil
    case .new: break
    }
    // Somebody knows already that this revision is forked: its line is here by that name …
    if try sealEntry(database, entry.renamed(hash: sha256).dot)?.record == entry.record {
      try learnFork(database, of: entry.dot.replica, from: entry.dot.revision, &held)
      return true
    }
    // … or came by that name, and is here by the old one.
    if entry.dot.revision == 1, let former = try formerDot(database, of: entry, &held) {
      try learnFork(database, of: former.replica, from: former.revision, &held)
      return true
    }
    var lines = try held[entry.record] ?? heldLines(database, of: entry.record)
    if lines.count < SyncLimits.recordSeals,
      try hasLater(database, than: entry.dot, among: lines),
      try isSeen(database, entry, &lines)
    {
      try learnFork(database, of: entry.dot.replica, from: entry.dot.revision, &held)
      return nil
    }
    // Left out, not held against the record: else whoever filled its log would bar its authors.
    if lines.count < SyncLimits.recordSeals {
      let number = try insert(database, entry)
      lines.formers?[entry.renamed(hash: sha256).dot] = entry
      lines.last[number] = max(lines.last[number] ?? 0, Int64(bitPattern: entry.dot.revision))
    } else if lines.count == SyncLimits.recordSeals {
      try noteFullLog(database, of: entry.record)
    }
    lines.count += 1
    held[entry.record] = lines
    return true
  }

  /// A fork gives lines other names: what was noted of them is asked again.
  private func learnFork(
    _ database: Database, of replica: ReplicaID, from first: UInt64,
    _ held: inout [RecordID: HeldLines]
  ) throws {
    try learnFork(database, of: replica, from: first)
    held = [:]
  }

  /// The dot that a line stands under here, where it came under the name of a fork.
  private func formerDot(
    _ database: Database, of entry: SealEntry, _ held: inout [RecordID: HeldLines]
  ) throws -> Dot? {
    var lines = try held[entry.record] ?? heldLines(database, of: entry.record)
    if lines.formers == nil {
      let known = try sealEntries(database, of: entry.record)
      lines.formers = Dictionary(
        known.map { ($0.renamed(hash: sha256).dot, $0) }, uniquingKeysWith: { first, _ in first })
      held[entry.record] = lines
    }
    guard let former = lines.formers?[entry.dot], former.chain == entry.chain else { return nil }
    return former.dot
  }

  // MARK: Gaps
  //
  // Whoever has only some records of a forked replica may hold no two lines of one revision. But all
  // lines about a record come with it: its history by one replica has no gaps.

  /// Whether the record here has seen a seal of which it has no line, though it has later ones of the
  /// replica: it passed over this one.
  private func isSeen(
    _ database: Database, _ entry: SealEntry, _ lines: inout HeldLines
  ) throws -> Bool {
    if let seen = lines.seen { return seen.contains(entry.dot) }
    var seen = VersionVector()
    do {
      seen = try recordRow(database, entry.record)?.record.context ?? seen
    } catch let damage as DamagedValue {
      try note(database, damage)
    }
    lines.seen = seen
    return seen.contains(entry.dot)
  }

  /// Learns of replicas of which a state that arrived passes over a seal that is known here. Also of
  /// the replica that its sender writes as: he leaves out what he takes for acknowledged, and a server
  /// that was restored may know the same revisions by his twin only.
  func noticePassedOver(
    _ database: Database, by arrived: Record, lines: [SealEntry]
  ) throws {
    let known = try sealEntries(database, of: arrived.id)
    for dot in arrived.sealsPassedOver(among: known, lines: lines) {
      try learnFork(database, of: dot.replica, from: dot.revision)
    }
  }

  // MARK: This store's own replica

  /// Lines under our own name that we never sealed: this store was restored from a backup, or its
  /// twin sealed them.
  private func noticeCopy(_ database: Database, in seals: [SealEntry]) throws {
    var shared: UInt64 = 0
    var isCopied = false
    for entry in seals {
      switch try meet(database, entry) {
      case .known: shared = max(shared, entry.dot.revision)
      case .new, .forked: isCopied = true
      case .unusable: break
      }
    }
    if isCopied { try renewCopied(database, shared: shared) }
  }

  /// A context that names revisions of ours which we never sealed tells the same without a log.
  /// - Returns: false where the claim is not believed.
  func noticeCopy(
    _ database: Database, in context: VersionVector, from origin: MergeOrigin
  ) throws -> Bool {
    let own = try ownIdentity(database).replica
    guard context[own] > 0, context[own] > (try lastRevision(database, of: own)) else {
      return true
    }
    guard try believes(database, origin) else { return false }
    try renewCopied(database, shared: 0)
    return true
  }

  /// Whether this store may have a twin or a lost past that the origin speaks of. A server or hub that
  /// never sealed has neither; if it believed, any device could take its identity away at will.
  private func believes(_ database: Database, _ origin: MergeOrigin) throws -> Bool {
    switch origin {
    case .client: break
    case .upstream where try isHub(database): break
    case .upstream, .peer: return true
    }
    return try lastRevision(database, of: ownIdentity(database).replica) > 0
  }

  /// Goes on under another replica, and gives what nobody acknowledged names of its own: the twin
  /// may have sealed other things under the same revisions.
  /// - Parameter shared: the last revision that the twin is known to have alike.
  func renewCopied(_ database: Database, shared: UInt64) throws {
    let former = try ownIdentity(database).replica
    try renewCopied(database)
    if let first = try firstUnacknowledged(database, of: former, after: shared) {
      try learnFork(database, of: former, from: first)
    }
  }

  func renewCopied(_ database: Database) throws {
    try renewIdentity(
      database, machine: nil, inode: nil,
      reason: Message(
        es: "Otro equipo escribe con la identidad de este almacén (copia o respaldo).",
        en: "Another machine writes under this store's identity (a copy or a backup)."))
  }

  private func firstUnacknowledged(
    _ database: Database, of replica: ReplicaID, after shared: UInt64
  ) throws -> UInt64? {
    for line in try sealEntries(database, of: replica, from: shared + 1) {
      do {
        let row = try recordRow(database, line.record)
        if row?.acknowledged.contains(line.dot) != true { return line.dot.revision }
      } catch let damage as DamagedValue {
        try note(database, damage)
      }
    }
    return nil
  }
}
