package import Replication

/// What one seal did, as nobody but a test keeps it.
package struct Event: Sendable {
  package let dot: Dot
  package let stamp: Stamp
  package let writes: [RegisterKey: PendingWrites.Write]
  package let decision: Decision?
  /// Every event its author had been shown, as a plain set.
  package let seen: Set<Dot>

  package init(
    dot: Dot, stamp: Stamp, writes: [RegisterKey: PendingWrites.Write], decision: Decision?,
    seen: Set<Dot>
  ) {
    self.dot = dot
    self.stamp = stamp
    self.writes = writes
    self.decision = decision
    self.seen = seen
  }
}

/// The naive model of a record: the set of all events a replica knows. Slow, and plainly right.
package struct EventOracle: Sendable {
  private var known: [Dot: Event] = [:]
  private var writers: [RegisterKey: [Event]] = [:]

  package init() {}

  package var events: [Dot: Event].Values { known.values }

  package func event(_ dot: Dot) -> Event? { known[dot] }

  package mutating func add(_ event: Event) {
    guard known.updateValue(event, forKey: event.dot) == nil else { return }
    for key in event.writes.keys { writers[key, default: []].append(event) }
  }

  package mutating func merge(_ other: EventOracle) {
    for event in other.events { add(event) }
  }

  /// The events that somebody with this context has seen.
  package func seen(by context: VersionVector) -> EventOracle {
    var part = EventOracle()
    for event in events where context.contains(event.dot) { part.add(event) }
    return part
  }

  /// The entries of a register: written by an event, superseded by none.
  package func standing(_ key: RegisterKey) -> [Event] {
    let candidates = writers[key] ?? []
    if candidates.count == 1 { return candidates }
    return candidates.filter { event in !candidates.contains { supersedes($0, event, key) } }
  }

  private func supersedes(_ later: Event, _ earlier: Event, _ key: RegisterKey) -> Bool {
    later.writes[key]?.supersedes.contains(earlier.dot) == true
  }

  /// Writes with all that they supersede when they are sealed: what they name, and what the same
  /// author wrote there before in the same store, which he was shown when he typed it. A deletion
  /// leaves the row's place standing.
  package func completed(
    _ writes: [RegisterKey: PendingWrites.Write], by author: Author, owning owned: (Dot) -> Bool
  ) -> [RegisterKey: PendingWrites.Write] {
    var completed = writes
    for (key, write) in writes {
      for event in writers[key] ?? [] where event.stamp.author == author && owned(event.dot) {
        if case (.row?, .deleted) = (event.writes[key]?.value, write.value) { continue }
        completed[key]?.supersedes.insert(event.dot)
      }
    }
    return completed
  }

  package var keys: some Collection<RegisterKey> { writers.keys }

  /// The record that a replica with these events must hold.
  package func record(_ id: RecordID) -> Record? {
    var registers: [RegisterKey: [Dot: AnswerValue]] = [:]
    for key in keys {
      for event in standing(key) {
        registers[key, default: [:]][event.dot] = event.writes[key]?.value
      }
    }
    var context = VersionVector()
    for event in events { context.insert(event.dot) }
    let decisions = events.compactMap { event in event.decision.map { (event.dot, $0) } }
    return Record(
      id: id, kind: .response, registers: Registers(registers),
      decisions: Dictionary(uniqueKeysWithValues: decisions),
      stamps: Dictionary(uniqueKeysWithValues: events.map { ($0.dot, $0.stamp) }),
      context: context)
  }

  /// Keys on which standing events say different things.
  package var conflictedKeys: [RegisterKey] {
    keys.filter { key in
      if case .row = key { return false }
      return Set(standing(key).compactMap { $0.writes[key]?.value }).count > 1
    }.sorted()
  }

  /// Whether a row is shown: it was added, and nobody deleted it who had seen all that was done in
  /// it.
  package func isVisible(_ row: AnswerKey, cells: [RegisterKey]) -> Bool {
    let entries = standing(.row(row))
    let deletions = entries.filter { isDeletion($0, row) }
    if deletions.isEmpty { return !entries.isEmpty }
    // What somebody wrote over, having seen it, asks for nothing any more: whoever deletes after that
    // knows the later write, and need not have been shown the earlier one.
    let edits = cells.flatMap { cell in standing(cell).filter { isEdit($0, cell) } }
    return (edits + entries.filter { !isDeletion($0, row) }).contains { event in
      !deletions.contains { $0.seen.contains(event.dot) }
    }
  }

  /// Whether an event says something inside a row. Deleting a row that is nested there does not.
  private func isEdit(_ event: Event, _ cell: RegisterKey) -> Bool {
    switch event.writes[cell]?.value {
    case nil, .deleted: false
    default: true
    }
  }

  private func isDeletion(_ event: Event, _ row: AnswerKey) -> Bool {
    if case .deleted? = event.writes[.row(row)]?.value { true } else { false }
  }

  /// The stage that the decisions come to, and whether an answer came after them.
  package var status: (stage: RecordStatus.Stage, isStale: Bool) {
    let deciding = events.filter { event in
      switch event.decision?.kind {
      case .approve, .reject, .void: event.stamp.author.role != .enumerator
      default: false
      }
    }
    guard let last = deciding.sorted(by: { weight($0) < weight($1) }).last else {
      let finished = standing(.field(RegisterKey.Field.finished))
      return (finished.isEmpty ? .inProgress : .finished, false)
    }
    let stage: RecordStatus.Stage =
      switch last.decision?.kind {
      case .approve: .approved
      case .reject: .rejected
      default: .voided
      }
    let isStale = keys.contains { key in
      switch key {
      // What somebody wrote over, having seen it, is no answer any more.
      case .answer, .row: standing(key).contains { !last.seen.contains($0.dot) }
      case .field, .unknown: false
      }
    }
    return (stage, isStale)
  }

  private func weight(_ event: Event) -> (UInt32, UInt8, Int, Dot) {
    let severity =
      switch event.decision?.kind {
      case .approve: 1
      case .reject: 2
      default: 3
      }
    return (event.decision?.round ?? 0, event.stamp.author.role.rawValue, severity, event.dot)
  }
}
