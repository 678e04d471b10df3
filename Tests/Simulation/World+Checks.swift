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
    let checked = try check(stored.record, in: device.store, since: device.checked[id], at: place)
    device.checked[id] = checked
    device.seen[id] = try checked.names(beyond: device.seen[id], of: id, at: place)
    let expected = device.unsealed[id]?.writes ?? [:]
    guard let pending = stored.pending else {
      if expected.isEmpty { return }
      throw Violation("what was saved is gone", "\(place) \(id): \(expected)")
    }
    let writes = Naming(ledger, of: stored.record, lines: checked.lines).named(pending.writes)
    if writes != expected {
      throw Violation(
        "what is saved and not sealed is not what was typed",
        "\(place) \(id): \(Self.difference(writes, expected))")
    }
  }

  /// Holds every record of a device to the ledger, after something arrived.
  func look(at device: Device) throws {
    try lookAtFiles(on: device)
    for summary in try device.store.summaries() { try look(at: summary.id, on: device) }
    for id in device.records where device.seen[id] == nil {
      throw Violation("a response vanished", "device \(device.number) \(id)")
    }
  }

  /// Holds records of a server to the ledger, as far as they are there.
  func look(at records: Set<RecordID>, on server: Server) throws {
    for id in records.sorted() {
      guard try server.store.summary(of: id) != nil else { continue }
      let checked = try check(
        server.store.load(id).record, in: server.store, since: server.checked[id], at: server.name)
      server.checked[id] = checked
      server.seen[id] = try checked.names(beyond: server.seen[id], of: id, at: server.name)
    }
  }

  /// Holds every record of a server to the ledger, after something came from above.
  func look(at server: Server) throws {
    try lookAtFiles(at: server)
    try look(at: Set(server.store.summaries().map(\.id)), on: server)
    for id in server.seen.keys.sorted() where try server.store.summary(of: id) == nil {
      throw Violation("a response vanished", "\(server.name) \(id)")
    }
  }

  func naming(of record: Record, in store: Store) throws -> Naming {
    Naming(ledger, of: record, lines: try store.sealLines(of: record.id))
  }

  /// Holds a record to its events.
  /// - Parameter earlier: when it was held to them last. The same record, with the same lines, is what
  ///   it was as long as nobody sealed it.
  private func check(
    _ record: Record, in store: Store, since earlier: CheckedRecord?, at place: String
  ) throws -> CheckedRecord {
    let lines = try store.sealLines(of: record.id)
    let seals = ledger.seals(of: record.id).count
    if let earlier, earlier.seals == seals, earlier.lines == lines, earlier.record == record {
      return earlier
    }
    let naming = Naming(ledger, of: record, lines: lines)
    for dot in record.context.dots where naming.name(of: dot) == nil {
      throw Violation("a context names a seal that nobody made", "\(place) \(record.id) \(dot)")
    }
    let names = naming.seen(record.context)
    let expected = ledger.history(of: record.id).seen(names, called: naming).record(record.id)
    guard let expected else {
      throw Violation("a state without what its events build on", "\(place) \(record.id)")
    }
    if naming.plain(record) != naming.plain(expected) {
      throw Violation(
        "a record is not what its events say",
        "\(place) \(record.id): \(Self.difference(record.registers.byKey, expected.registers.byKey))"
      )
    }
    return CheckedRecord(record: record, lines: lines, seals: seals, names: names)
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
    let presences = RowPresences(record)
    for case .row(let row) in record.registers.keys {
      let cells = history.keys.filter { key in
        switch key {
        case .answer(let cell), .row(let cell):
          cell != row && cell.rows.starts(with: row.rows)
            && cell.question.hasPrefix(row.question + "/")
        case .field, .unknown: false
        }
      }
      if presences.presence(of: row).isVisible != history.isVisible(row, cells: Array(cells)) {
        let inside = cells.map { "\($0.spelling): \(record.registers[$0].map { "\($0)" } ?? "-")" }
        let events = history.events.filter { event in
          event.writes[.row(row)] != nil || cells.contains { event.writes[$0] != nil }
        }
        throw Violation(
          "a row is wrongly shown or hidden",
          """
          \(record.id) \(row) is \(presences.presence(of: row)); \(inside.joined(separator: "; "))
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

/// A record that was found to be what its events say.
struct CheckedRecord {
  let record: Record
  let lines: [SealEntry]
  /// How many of its seals the ledger knew.
  fileprivate let seals: Int
  /// What it has seen, by the seals' names.
  let names: Set<Dot>

  /// What it has seen; all that it had seen before is part of that.
  fileprivate func names(
    beyond earlier: Set<Dot>?, of id: RecordID, at place: String
  ) throws -> Set<Dot> {
    if let earlier, !names.isSuperset(of: earlier) {
      throw Violation("a store forgot what it had seen", "\(place) \(id)")
    }
    return names
  }
}
