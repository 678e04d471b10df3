import Campo
import Replication
import SQLiteStore

/// What devices let go of, against the server's word.
extension World {
  /// Lets go of every response that the device may: of nothing that the server and the last backup of
  /// it do not hold whole.
  func purge(on device: Device) throws {
    let outcome = try attempt(on: device) { try device.client.purgeReceived() }
    let gone = try device.records.filter { try device.store.summary(of: $0) == nil }
    if let report = outcome.value, report.purged.sorted() != gone {
      throw Violation("a purge let go of something else than it says", "\(report) for \(gone)")
    }
    for id in gone {
      let held = device.seen[id] ?? []
      for (name, seen) in [("server", server.seen), ("backup", server.backup?.seen ?? [:])]
      where seen[id]?.isSuperset(of: held) != true {
        throw Violation("what was let go of lies nowhere else", "\(name) \(id)")
      }
      if device.unsealed[id] != nil {
        throw Violation("what was not sealed was let go of", "\(id)")
      }
      device.seen[id] = nil
      device.interviews[id] = nil
      device.reviews[id] = nil
    }
    table.letGo += gone.count
    let held = try heldFiles(in: device.store)
    for file in device.files.subtracting(held)
    where !server.files.contains(file) || server.backup?.held.contains(file) != true {
      throw Violation("a file that was let go of lies nowhere else", "\(file)")
    }
    device.files = held
    try look(at: device)
  }

  /// Whether a device let go of a record that says no more now than it did then.
  func isPurged(_ id: RecordID, as context: VersionVector, on device: Device) throws -> Bool {
    try device.store.purged(limit: Self.mostStubs).contains {
      $0.id == id && $0.context.covers(context)
    }
  }

  private static let mostStubs = 1_000
}
