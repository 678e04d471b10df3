import Campo
import RecordCoding
import Replication
import ReplicationOracle
import SQLiteStore

extension World {
  /// Holds one record of a device to the ledger: sealed and unsealed.
  func look(at id: RecordID, on device: Device) throws {
    let stored = try device.store.load(id)
    let place = "device \(device.number)"
    try compare(stored.record, with: device.contexts[id], at: place)
    device.contexts[id] = stored.record.context
    let writes = stored.pending?.writes ?? [:]
    let expected = device.unsealed[id]?.writes ?? [:]
    if ledger.plain(writes, of: id) != ledger.plain(expected, of: id) {
      throw Violation(
        "what is saved and not sealed is not what was typed",
        "\(place) \(id): \(Self.difference(writes, expected))")
    }
  }

  /// Holds every record of a device to the ledger, after something arrived.
  func look(at device: Device) throws {
    for summary in try device.store.summaries() { try look(at: summary.id, on: device) }
    for id in device.records where device.contexts[id] == nil {
      throw Violation("a response vanished", "device \(device.number) \(id)")
    }
  }

  func lookAtServer(_ records: Set<RecordID>) throws {
    for id in records.sorted() {
      guard try server.store.summary(of: id) != nil else { continue }
      let record = try server.store.load(id).record
      try compare(record, with: server.contexts[id], at: "server")
      server.contexts[id] = record.context
    }
  }

  private func compare(
    _ record: Record, with earlier: VersionVector?, at place: String
  ) throws {
    guard let expected = ledger.expected(record.id, seenBy: record.context) else {
      throw Violation("a context names a seal that nobody made", "\(place) \(record.id)")
    }
    if ledger.plain(record) != ledger.plain(expected) {
      throw Violation(
        "a record is not what its events say",
        "\(place) \(record.id): \(Self.difference(record.registers, expected.registers))")
    }
    if let earlier, !record.context.covers(earlier) {
      throw Violation("a store forgot what it had seen", "\(place) \(record.id)")
    }
  }

  /// Conflicts, rows and status, against what the events say of them.
  func judge(_ record: Record) throws {
    let history = ledger.history(of: record.id).seen(by: record.context)
    let conflicts = record.conflicts.map(\.key)
    if conflicts != history.conflictedKeys {
      throw Violation(
        "a conflict was invented or swallowed",
        "\(record.id): \(conflicts) for \(history.conflictedKeys)")
    }
    for case .row(let row) in record.registers.keys {
      let cells = history.keys.filter { key in
        switch key {
        case .answer(let cell), .row(let cell):
          cell != row && cell.rows.starts(with: row.rows)
            && cell.question.hasPrefix(row.question + "/")
        case .field, .unknown: false
        }
      }
      if record.presence(of: row).isVisible != history.isVisible(row, cells: Array(cells)) {
        throw Violation("a row is wrongly shown or hidden", "\(record.id) \(row)")
      }
    }
    let (stage, isStale) = history.status
    if record.status.stage != stage || record.status.isStale != isStale {
      throw Violation(
        "the decisions come to something else", "\(record.id): \(record.status) for \(stage)")
    }
  }

  private static func difference<Value: Equatable>(
    _ found: [RegisterKey: Value], _ expected: [RegisterKey: Value]
  ) -> String {
    let keys = Set(found.keys).union(expected.keys).sorted().filter { found[$0] != expected[$0] }
    return keys.prefix(3).map { key in
      let (a, b) = (found[key].map { "\($0)" } ?? "-", expected[key].map { "\($0)" } ?? "-")
      return "\(key.spelling) is \(a), should be \(b)"
    }.joined(separator: "; ")
  }
}
