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
      if let seal = try newSeals(of: id, on: device, as: replicas).first {
        enterSeal(of: id, as: seal, by: device)
      } else if try !ownTwinsSeal(of: id, on: device) {
        throw Violation("what was saved is neither there nor sealed", "\(id)")
      }
    }
  }

  /// The seals of a record in a device's log that the ledger does not know yet, oldest first.
  func newSeals(
    of id: RecordID, on device: Device, as replicas: Set<ReplicaID>
  ) throws -> [Ledger.Seal] {
    let known = Set(ledger.seals(of: id).values.map(\.chain))
    return try device.store.sealLines(of: id).filter { !known.contains($0.chain) }
      .sorted { $0.dot < $1.dot }
      .map { line in
        // It may go by the name of a fork already.
        let former = replicas.lazy
          .map { Ledger.Seal(dot: Dot(replica: $0, revision: .max), chain: line.chain) }
          .first { $0.name == line.dot }
        return former ?? Ledger.Seal(dot: line.dot, chain: line.chain)
      }
  }

  /// A twin that had saved the same, and sealed it in the same moment under the same name, made the
  /// same seal.
  private func ownTwinsSeal(of id: RecordID, on device: Device) throws -> Bool {
    let chains = Set(try device.store.sealLines(of: id).map(\.chain))
    guard let unsealed = device.unsealed[id] else { return true }
    let stamp = Stamp(author: unsealed.author, time: device.clock.wallTime)
    let twins = ledger.history(of: id).events.first { event in
      event.stamp == stamp && event.writes.mapValues(\.value) == unsealed.writes.mapValues(\.value)
        && ledger.seals(of: id)[event.dot].map { chains.contains($0.chain) } == true
    }
    guard let twins else { return false }
    device.unsealed[id] = nil
    device.owned.insert(twins.dot)
    return true
  }

  /// What waited on the device goes by this seal now.
  func enterSeal(of id: RecordID, as seal: Ledger.Seal, by device: Device) {
    guard let unsealed = device.unsealed.removeValue(forKey: id) else { return }
    enter(unsealed, as: seal, to: id, by: device)
  }

  func enter(
    _ unsealed: Unsealed, as seal: Ledger.Seal, to id: RecordID, by device: Device,
    _ decision: Decision? = nil
  ) {
    let writes = ledger.history(of: id).completed(unsealed.writes, by: unsealed.author) {
      device.owned.contains($0)
    }
    let name = seal.name
    device.owned.insert(name)
    ledger.add(
      Event(
        dot: name, stamp: Stamp(author: unsealed.author, time: device.clock.wallTime),
        writes: writes, decision: decision, seen: unsealed.seen),
      seal, to: id)
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
