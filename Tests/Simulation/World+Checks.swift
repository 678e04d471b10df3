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
    let naming = try naming(of: stored.record, in: device.store)
    device.seen[id] = try compare(stored.record, naming, with: device.seen[id], at: place)
    let writes = naming.named(stored.pending?.writes ?? [:])
    let expected = device.unsealed[id]?.writes ?? [:]
    if writes != expected {
      throw Violation(
        "what is saved and not sealed is not what was typed",
        "\(place) \(id): \(Self.difference(writes, expected))")
    }
  }

  /// Holds every record of a device to the ledger, after something arrived.
  func look(at device: Device) throws {
    for summary in try device.store.summaries() { try look(at: summary.id, on: device) }
    for id in device.records where device.seen[id] == nil {
      throw Violation("a response vanished", "device \(device.number) \(id)")
    }
  }

  func lookAtServer(_ records: Set<RecordID>) throws {
    for id in records.sorted() {
      guard try server.store.summary(of: id) != nil else { continue }
      let record = try server.store.load(id).record
      server.seen[id] = try compare(
        record, naming(of: record, in: server.store), with: server.seen[id], at: "server")
    }
  }

  func naming(of record: Record, in store: Store) throws -> Naming {
    Naming(ledger, of: record, lines: try store.sealLines(of: record.id))
  }

  /// Returns the names of what the record has seen.
  private func compare(
    _ record: Record, _ naming: Naming, with earlier: Set<Dot>?, at place: String
  ) throws -> Set<Dot> {
    for dot in record.context.dots where naming.name(of: dot) == nil {
      throw Violation("a context names a seal that nobody made", "\(place) \(record.id) \(dot)")
    }
    let seen = naming.seen(record.context)
    let expected = ledger.history(of: record.id).seen(seen, called: naming).record(record.id)
    guard let expected else {
      throw Violation("a state without what its events build on", "\(place) \(record.id)")
    }
    if naming.plain(record) != naming.plain(expected) {
      throw Violation(
        "a record is not what its events say",
        "\(place) \(record.id): \(Self.difference(record.registers.byKey, expected.registers.byKey))"
      )
    }
    if let earlier, !seen.isSuperset(of: earlier) {
      throw Violation("a store forgot what it had seen", "\(place) \(record.id)")
    }
    return seen
  }

  /// Conflicts, rows and status, against what the events say of them.
  func judge(_ record: Record, in store: Store) throws {
    let naming = try naming(of: record, in: store)
    let history = ledger.history(of: record.id).seen(naming.seen(record.context), called: naming)
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
        let inside = cells.map { "\($0.spelling): \(record.registers[$0].map { "\($0)" } ?? "-")" }
        let events = history.events.filter { event in
          event.writes[.row(row)] != nil || cells.contains { event.writes[$0] != nil }
        }
        throw Violation(
          "a row is wrongly shown or hidden",
          """
          \(record.id) \(row) is \(record.presence(of: row)); \(inside.joined(separator: "; "))
          \(record.registers[.row(row)].map { "\($0)" } ?? "-")
          \(events.map { "\($0)" }.joined(separator: "\n"))
          """)
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
