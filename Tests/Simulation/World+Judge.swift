import Campo
import RecordCoding
import Replication
import ReplicationOracle
import SQLiteStore
import SyncService

/// What is promised once everybody has heard of everything.
extension World {
  /// - Parameter areas: those of which a device has heard everything.
  func judge(_ areas: (Device) -> Set<String>) throws {
    for device in devices {
      try expectRest(of: device.store, at: "device \(device.number)")
      try expectAdmission(of: device, at: server)
    }
    try expectNothingAside(in: server.store, at: server.name)
    for hub in hubs { try expectRest(of: hub.server.store, at: hub.server.name) }
    let records = try judgeServer()
    for hub in hubs {
      let areas = self.areas(of: hub.server)
      for (id, record) in records where areas.contains(Self.area(of: record)) {
        guard try hub.server.store.summary(of: id) != nil else {
          throw Violation("a record did not reach a hub", "\(hub.server.name) \(id)")
        }
        let own = try hub.server.store.load(id).record
        try expect(own, toBe: record, at: hub.server.name)
        try judge(own, in: hub.server.store)
      }
    }
    for device in devices {
      let areas = areas(device)
      for (id, record) in records where areas.contains(Self.area(of: record)) {
        guard try device.store.summary(of: id) != nil else {
          if try isPurged(id, as: record.context, on: device) { continue }
          throw Violation("a record did not reach a device", "\(device.number) \(id)")
        }
        try expect(device.store.load(id).record, toBe: record, at: "device \(device.number)")
      }
    }
  }

  /// A permission is known there.
  func expectAdmission(of sender: any Sender, at server: Server) throws {
    do { _ = try server.service.caller(authorization: "Bearer \(sender.token)") } catch {
      throw Violation("a permission did not reach a server", "\(server.name) \(error)")
    }
  }

  /// What the office holds, which must be all that was not lost.
  private func judgeServer() throws -> [RecordID: Record] {
    var records: [RecordID: Record] = [:]
    for id in ledger.records {
      for event in ledger.history(of: id).events where !ledger.lost.contains(event.dot) {
        guard server.seen[id]?.contains(event.dot) == true else {
          throw Violation("an acknowledged answer was lost", "\(id) \(event.dot)")
        }
      }
      guard try server.store.summary(of: id) != nil else { continue }
      let record = try server.store.load(id).record
      try judge(record, in: server.store)
      records[id] = record
    }
    return records
  }

  private func expectRest(of store: Store, at place: String) throws {
    let waiting = try store.unacknowledgedCount()
    if waiting > 0 { throw Violation("a queue does not drain", "\(place): \(waiting)") }
    try expectNothingAside(in: store, at: place)
    // Hubs hand on what the office signed, and sign nothing.
    for line in try store.logLines() where Self.refusals.contains(line.code) {
      throw Violation("a signature was not the office's", "\(place): \(line.code)")
    }
  }

  private static let refusals: Set<String> = ["RECEIPT-REFUSED", "ENROL-REFUSED"]

  private func expectNothingAside(in store: Store, at place: String) throws {
    if let first = try store.quarantined().first {
      throw Violation("a record was set aside", "\(place): \(first.id) \(first.reason.code)")
    }
  }

  private func expect(_ own: Record, toBe record: Record, at place: String) throws {
    if RecordCoder.encode(own) != RecordCoder.encode(record) {
      throw Violation(
        "a store holds other bytes than the server", "\(place) \(Self.difference(own, record))")
    }
  }

  private static func area(of record: Record) -> String {
    record.text(of: RegisterKey.Field.area) ?? ""
  }

  /// Where two states of a record differ.
  private static func difference(_ a: Record, _ b: Record) -> String {
    let keys = Set(a.registers.keys).union(b.registers.keys).sorted()
      .filter { a.registers[$0] != b.registers[$0] }
    let dots = Set(a.decisions.keys).union(b.decisions.keys).sorted()
      .filter { a.decisions[$0] != b.decisions[$0] }
    let parts =
      keys.prefix(2).map { key in
        "\(key.spelling): \(a.registers[key].map { "\($0)" } ?? "-") for \(b.registers[key].map { "\($0)" } ?? "-")"
      }
      + dots.prefix(2).map { dot in
        "decision \(dot): \(a.decisions[dot].map { "\($0)" } ?? "-") for \(b.decisions[dot].map { "\($0)" } ?? "-")"
      }
      + (a.context == b.context ? [] : ["context \(a.context) for \(b.context)"])
    return "\(a.id): " + parts.joined(separator: "; ")
  }
}
