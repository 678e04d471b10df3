import Campo
import Interviewing
import Replication
import ReplicationOracle
import SQLiteStore

/// What supervisors and the office do.
extension World {
  private var reviewers: [Device] { devices.filter { $0.author.role >= .supervisor } }

  /// Whoever may decide, in the place of a device whose owner may not.
  func reviewer(for device: Device) -> Device {
    device.author.role >= .supervisor
      ? device : reviewers[device.number % reviewers.count]
  }

  /// Decides on a response as it was read, perhaps some time ago.
  func decide(
    _ kind: Decision.Kind, on device: Device, _ random: inout SeededGenerator
  ) throws {
    let records = device.records
    guard !records.isEmpty else { return }
    let id = records[Int(random.next() % UInt64(records.count))]
    if device.reviews[id] == nil || random.next() % 3 != 0 {
      let record = try device.store.load(id).record
      let seen = try naming(of: record, in: device.store).seen(record.context)
      device.reviews[id] = (try device.client.response(id), seen)
      // Somebody read it, and decides another day.
      if random.next() % 4 == 0 { return }
    }
    guard let review = device.reviews[id] else { return }
    let comment = "d\(freshNumber())"
    let replica = try device.store.replica
    let outcome = try attempt(on: device) {
      switch kind {
      case .approve:
        try device.client.approve(
          review.response, comment: comment, insisting: true)
      case .reject: try device.client.reject(review.response, comment: comment)
      default: try device.client.void(review.response, comment: comment)
      }
    }
    guard outcome.value != nil || outcome.committed > 0 else { return try look(at: id, on: device) }
    try enterDecision(on: id, by: device, as: replica) { own in
      let seen = review.seen.union(own)
      return Decision(
        kind: kind, round: nextRound(of: id, seen), context: VersionVector(of: seen),
        comment: comment)
    }
  }

  /// Settles a conflict for what was shown of it.
  func resolve(on device: Device, _ random: inout SeededGenerator) throws {
    let conflicted = try device.store.summaries().filter { $0.conflicts > 0 }.map(\.id).sorted()
    guard !conflicted.isEmpty else { return }
    let id = conflicted[Int(random.next() % UInt64(conflicted.count))]
    let conflicts = try device.client.response(id).conflicts
    // Deleted rows that somebody edited count too, and are no answers in conflict.
    guard !conflicts.isEmpty else { return }
    let conflict = conflicts[Int(random.next() % UInt64(conflicts.count))]
    // What the reviewer answered since is refused until it was looked at again.
    if try device.store.load(id).pending?.writes[conflict.key] != nil { return }
    // An area that nobody works in would reach nobody.
    let isAnswer = if case .answer = conflict.key { true } else { false }
    let value =
      isAnswer && random.next() % 3 == 0
      ? AnswerValue.text("r\(freshNumber())")
      : conflict.options[Int(random.next() % UInt64(conflict.options.count))].value
    let record = try device.store.load(id).record
    let naming = try naming(of: record, in: device.store)
    let standing = ledger.history(of: id).seen(naming.seen(record.context)).standing(conflict.key)
    let dots = Set(standing.map(\.dot))
    // The vector of those entries: it says that their authors' earlier seals were seen too.
    let shown = naming.seen(VersionVector(of: dots.map { naming($0) }))
    let comment = "e\(freshNumber())"
    let replica = try device.store.replica
    let outcome = try attempt(on: device) {
      if conflict.options.contains(where: { $0.value == value }) {
        try device.client.resolve(conflict, as: value, comment: comment)
      } else {
        // Any text stands for another value here, whatever the question asks.
        try device.store.resolve(
          conflict.key, of: id,
          superseding: conflict.options.reduce(into: []) { $0.formUnion($1.dots) }, value: value,
          comment: comment, author: device.author)
      }
    }
    guard outcome.value != nil || outcome.committed > 0 else { return try look(at: id, on: device) }
    let write = PendingWrites.Write(value: value, supersedes: dots)
    try enterDecision(on: id, by: device, as: replica, writing: [conflict.key: write]) { own in
      Decision(
        kind: .resolve(conflict.key), round: 0, context: VersionVector(of: shown.union(own)),
        comment: comment)
    }
  }

  /// Enters a decision into the ledger, and before it what waited to be sealed.
  private func enterDecision(
    on id: RecordID, by device: Device, as replica: ReplicaID,
    writing writes: [RegisterKey: PendingWrites.Write] = [:],
    _ decision: (_ own: Set<Dot>) -> Decision
  ) throws {
    var seals = try newSeals(of: id, on: device, as: [replica])
    if device.unsealed[id] != nil {
      guard seals.count == 2 else {
        throw Violation("what was typed was not sealed first", "\(id)")
      }
      enterSeal(of: id, as: seals.removeFirst(), by: device)
    }
    guard seals.count == 1 else { throw Violation("a decision was not sealed", "\(id)") }
    let record = try device.store.load(id).record
    let own = try naming(of: record, in: device.store).seen(record.context)
      .intersection(device.owned)
    let decision = decision(own)
    enter(
      Unsealed(
        author: device.author, writes: writes, seen: Set(decision.context.dots)),
      as: seals[0], to: id, by: device, decision)
    try look(at: id, on: device)
  }

  /// One more than the highest of those its author had seen.
  private func nextRound(of id: RecordID, _ seen: Set<Dot>) -> UInt32 {
    let rounds = ledger.history(of: id).seen(seen).events.compactMap { event -> UInt32? in
      switch event.decision?.kind {
      case .approve, .reject, .void: event.decision?.round
      default: nil
      }
    }
    return (rounds.max() ?? 0) + 1
  }
}
