import Replication

/// What one seal did, as nobody but a test keeps it.
struct Event {
  let dot: Dot
  let stamp: Stamp
  let writes: [RegisterKey: PendingWrites.Write]
  let decision: Decision?
  /// Every event its author had been shown, as a plain set.
  let seen: Set<Dot>
}

/// The naive model of a record: the set of all events a replica knows. Slow, and plainly right.
struct EventOracle {
  private var known: [Dot: Event] = [:]

  var events: [Dot: Event].Values { known.values }

  mutating func add(_ event: Event) { known[event.dot] = event }

  mutating func merge(_ other: EventOracle) { known.merge(other.known) { mine, _ in mine } }

  /// The entries of a register: written by an event, superseded by none.
  func standing(_ key: RegisterKey) -> [Event] {
    events.filter { event in
      guard event.writes[key] != nil else { return false }
      return !events.contains { supersedes($0, event, key) }
    }
  }

  private func supersedes(_ later: Event, _ earlier: Event, _ key: RegisterKey) -> Bool {
    guard let new = later.writes[key], let old = earlier.writes[key] else { return false }
    if new.supersedes.contains(earlier.dot) { return true }
    let isOwn =
      later.dot.replica == earlier.dot.replica && later.dot.revision > earlier.dot.revision
      && later.stamp.author == earlier.stamp.author
    if case (.row, .deleted) = (old.value, new.value) { return false }
    return isOwn
  }

  var keys: Set<RegisterKey> { Set(events.flatMap(\.writes.keys)) }

  /// The record that a replica with these events must hold.
  func record(_ id: RecordID) -> Record? {
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
      id: id, kind: .response, registers: registers,
      decisions: Dictionary(uniqueKeysWithValues: decisions),
      stamps: Dictionary(uniqueKeysWithValues: events.map { ($0.dot, $0.stamp) }),
      context: context)
  }

  /// Keys on which standing events say different things.
  var conflictedKeys: [RegisterKey] {
    keys.filter { key in
      if case .row = key { return false }
      return Set(standing(key).compactMap { $0.writes[key]?.value }).count > 1
    }.sorted()
  }

  /// Whether a row is shown: it was added, and nobody deleted it who had seen all that was done in
  /// it.
  func isVisible(_ row: AnswerKey, cells: [RegisterKey]) -> Bool {
    let entries = standing(.row(row))
    let deletions = entries.filter { isDeletion($0, row) }
    if deletions.isEmpty { return !entries.isEmpty }
    return events.contains { event in
      let touches =
        cells.contains { event.writes[$0] != nil }
        || event.writes[.row(row)] != nil && !isDeletion(event, row)
      return touches && !deletions.contains { $0.seen.contains(event.dot) }
    }
  }

  private func isDeletion(_ event: Event, _ row: AnswerKey) -> Bool {
    if case .deleted? = event.writes[.row(row)]?.value { true } else { false }
  }

  /// The stage that the decisions come to, and whether an answer came after them.
  var status: (stage: RecordStatus.Stage, isStale: Bool) {
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
    let isStale = events.contains { event in
      let answers = event.writes.keys.contains { if case .field = $0 { false } else { true } }
      return answers && !last.seen.contains(event.dot)
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
