import Replication
import ReplicationOracle
import SQLiteStore

extension World {
  /// Enters into the ledger what a device has sealed since: who saved it and over what, under the
  /// dot that the store gave it.
  /// - Parameter replicas: under which the device wrote during the operation.
  func enterSeals(of device: Device, as replicas: Set<ReplicaID>) throws {
    for id in device.unsealed.keys.sorted() {
      let stored = try device.store.load(id)
      guard stored.pending == nil else { continue }
      guard let dot = newDot(in: stored.record, of: replicas) else {
        throw Violation("what was saved is neither there nor sealed", "\(id)")
      }
      enterSeal(of: id, as: dot, by: device)
    }
  }

  /// The last seal of the device that the ledger does not know yet.
  func newDot(in record: Record, of replicas: Set<ReplicaID>) -> Dot? {
    let history = ledger.history(of: record.id)
    return replicas.sorted().map { Dot(replica: $0, revision: record.context[$0]) }
      .first { $0.revision > 0 && history.event($0) == nil }
  }

  /// What waited on the device has this dot now.
  func enterSeal(of id: RecordID, as dot: Dot, by device: Device) {
    guard let unsealed = device.unsealed.removeValue(forKey: id) else { return }
    enter(unsealed, as: dot, to: id, by: device)
  }

  func enter(
    _ unsealed: Unsealed, as dot: Dot, to id: RecordID, by device: Device,
    _ decision: Decision? = nil
  ) {
    let writes = ledger.history(of: id).completed(unsealed.writes, by: unsealed.author) {
      device.owned.contains($0)
    }
    device.owned.insert(dot)
    ledger.add(
      Event(
        dot: dot, stamp: Stamp(author: unsealed.author, time: device.clock.wallTime),
        writes: writes, decision: decision, seen: unsealed.seen),
      to: id)
  }
}

/// A write as a person made it.
struct TypedWrite {
  let key: RegisterKey
  let value: AnswerValue
  let supersedes: Set<Dot>
}

extension Device {
  /// Notes what its owner saved.
  func noteSaved(_ writes: [TypedWrite], to id: RecordID) {
    var notes = unsealed[id] ?? Unsealed(author: author)
    for write in writes {
      let earlier = notes.writes[write.key]?.supersedes ?? []
      notes.writes[write.key] = PendingWrites.Write(
        value: write.value, supersedes: write.supersedes.union(earlier))
    }
    unsealed[id] = notes
  }
}
