import Crypto
import Replication
import ReplicationOracle

/// What everybody did and was shown, by record: what the real stores are held to.
///
/// Each seal goes by one name here, that of its content (Docs/Merge.md, "Forked replicas"), whatever
/// a store calls it: two machines may have sealed different things as one revision.
struct Ledger {
  private var histories: [RecordID: EventOracle] = [:]
  private var seals: [RecordID: [Dot: Seal]] = [:]
  /// Seals that went down with the only store that held them.
  private(set) var lost: Set<Dot> = []

  /// Where a seal's name comes from.
  struct Seal {
    let dot: Dot
    let chain: [UInt8]

    var name: Dot {
      var hash = SHA256()
      for word in [dot.replica.high, dot.replica.low] {
        withUnsafeBytes(of: word.bigEndian) { hash.update(bufferPointer: $0) }
      }
      hash.update(data: chain)
      let words = hash.finalize().withUnsafeBytes { bytes in
        [0, 8].map { bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self).bigEndian }
      }
      return Dot(replica: ReplicaID(high: words[0], low: words[1]), revision: 1)
    }
  }

  var records: [RecordID] { histories.keys.sorted() }

  func history(of id: RecordID) -> EventOracle { histories[id] ?? EventOracle() }

  func seals(of id: RecordID) -> [Dot: Seal] { seals[id] ?? [:] }

  /// An event's dot is its seal's name.
  mutating func add(_ event: Event, _ seal: Seal, to id: RecordID) {
    histories[id, default: EventOracle()].add(event)
    seals[id, default: [:]][event.dot] = seal
  }

  mutating func noteLost(_ name: Dot) { lost.insert(name) }
}

/// What a device's owner saved of a record and nobody has sealed.
struct Unsealed {
  var author: Author
  var writes: [RegisterKey: PendingWrites.Write] = [:]
  /// What the author of a deletion among them had been shown.
  var seen: Set<Dot> = []
}

/// What an interview shows, as the events say it.
struct Screen {
  let events: EventOracle
  /// What was typed since, and what waited to be sealed when the interview began.
  var written: [RegisterKey: AnswerValue]

  var seen: Set<Dot> { Set(events.events.map(\.dot)) }

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

extension VersionVector {
  /// What says: these seals, by their names.
  init(of names: some Sequence<Dot>) {
    self.init()
    for name in names { insert(name) }
  }
}
