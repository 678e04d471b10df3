import Replication
import ReplicationOracle

/// What everybody did and was shown, by record: what the real stores are held to.
struct Ledger {
  private var histories: [RecordID: EventOracle] = [:]
  /// Seals that went down with the only store that held them.
  private(set) var lost: Set<Dot> = []

  var records: [RecordID] { histories.keys.sorted() }

  func history(of id: RecordID) -> EventOracle { histories[id] ?? EventOracle() }

  mutating func add(_ event: Event, to id: RecordID) {
    histories[id, default: EventOracle()].add(event)
  }

  mutating func noteLost(_ dot: Dot) { lost.insert(dot) }

  /// What somebody with this context must hold of a record; nil where the context names a seal that
  /// nobody made.
  func expected(_ id: RecordID, seenBy context: VersionVector) -> Record? {
    let history = history(of: id)
    guard context.dots.allSatisfy({ history.event($0) != nil }) else { return nil }
    return history.seen(by: context).record(id)
  }
}

/// A context may end between two seals of its record: it says the same as one that ends at the first.
extension Ledger {
  private func plain(_ context: VersionVector, of id: RecordID) -> VersionVector {
    var plain = VersionVector()
    for event in history(of: id).events where context.contains(event.dot) {
      plain.insert(event.dot)
    }
    return plain
  }

  private func plain(_ value: AnswerValue, of id: RecordID) -> AnswerValue {
    if case .deleted(let context) = value {
      .deleted(context: plain(context, of: id))
    } else {
      value
    }
  }

  /// A record with what its deletions and decisions have seen spelled in one way.
  func plain(_ record: Record) -> Record? {
    Record(
      id: record.id, kind: record.kind,
      registers: record.registers.mapValues { $0.mapValues { plain($0, of: record.id) } },
      decisions: record.decisions.mapValues { decision in
        var decision = decision
        decision.context = plain(decision.context, of: record.id)
        return decision
      }, stamps: record.stamps, context: record.context)
  }

  func plain(
    _ writes: [RegisterKey: PendingWrites.Write], of id: RecordID
  ) -> [RegisterKey: PendingWrites.Write] {
    writes.mapValues { .init(value: plain($0.value, of: id), supersedes: $0.supersedes) }
  }
}

/// What a device's owner saved of a record and nobody has sealed.
struct Unsealed {
  var author: Author
  var writes: [RegisterKey: PendingWrites.Write] = [:]
  /// What the author of a deletion among them had been shown.
  var seen: Set<Dot> = []

  var pending: PendingWrites { PendingWrites(author: author, writes: writes) }
}

/// What an interview shows, as the events say it.
struct Screen {
  let events: EventOracle
  let context: VersionVector
  /// What was typed since, and what waited to be sealed when the interview began.
  var written: [RegisterKey: AnswerValue]

  /// The entries that a write stands for having seen.
  func superseded(by value: AnswerValue, at key: RegisterKey) -> Set<Dot> {
    let standing = events.standing(key)
    let shown = shownValue(at: key)
    return Set(
      standing.filter { event in
        guard let entry = event.writes[key]?.value else { return false }
        switch (value, key) {
        case (.deleted, _): if case .deleted = entry { return true } else { return false }
        case (_, .row): return true
        default: return entry == shown
        }
      }.map(\.dot))
  }

  /// The value on the screen of what was sealed: not cleared before cleared, then the later, then
  /// the greater dot.
  func shownValue(at key: RegisterKey) -> AnswerValue? {
    let best = events.standing(key).max { a, b in
      let (valueA, valueB) = (a.writes[key]?.value, b.writes[key]?.value)
      if (valueA == .cleared) != (valueB == .cleared) { return valueA == .cleared }
      return (a.stamp.time, a.dot) < (b.stamp.time, b.dot)
    }
    return best?.writes[key]?.value
  }

  /// What the person sees there, own typing included.
  func value(at key: RegisterKey) -> AnswerValue? { written[key] ?? shownValue(at: key) }
}
