import Campo
import Crypto
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// What somebody with a good token sends who wants to do harm.
@Suite struct ForgedStateTests {
  private func hand(
    _ records: [Record], seals: [SealEntry] = [], by device: TestDevice, to server: TestServer
  ) throws -> SyncResponse {
    try server.service.sync(
      SyncRequest(
        replica: try device.store.replica, chain: try device.store.chain(), cursors: [],
        batch: Batch(
          records: records.map {
            EncodedRecord(id: $0.id, bytes: RecordCoder.encode($0))
          }, seals: seals)),
      from: Caller(author: device.author, areas: ["S-01"]))
  }

  private func forged(
    _ record: Record, keeping keys: [RegisterKey] = [], decisions: [Dot: Decision]? = nil
  ) throws -> Record {
    var context = record.context
    context[ReplicaID(high: 66, low: 6)] = 1
    let kept = Dictionary(
      uniqueKeysWithValues: record.registers.filter { keys.contains($0.key) }.map { entry in
        (
          entry.key,
          Dictionary(uniqueKeysWithValues: entry.value.map { ($0.dot, $0.value) })
        )
      })
    return try #require(
      Record(
        id: record.id, kind: record.kind, registers: Registers(kept),
        decisions: decisions ?? record.decisions, stamps: record.stamps, context: context))
  }

  @Test func aStateThatTakesAnswersAwayWithoutATraceIsKeptApart() async throws {
    let (server, ana, sara) = try await TestServer.team()
    let id = try ana.collect(["name": "Rosa", "age": "34"])
    try await ana.sync()
    try await sara.sync()
    let seen = try sara.record(id).context
    try sara.store.decide(.approve, on: id, comment: "bien", author: sara.author, shown: seen)
    try await sara.sync()
    let record = try server.store.load(id).record
    let keys = Array(record.registers.keys)
    for state in [
      try forged(record), try forged(record, keeping: Array(keys.dropLast())),
      try forged(record, keeping: keys, decisions: [:]),
    ] {
      let response = try hand([state], by: ana, to: server)
      #expect(response.quarantined.map(\.code) == ["RECORD-CONTRADICTED"])
      #expect(try server.store.load(id).record == record)
    }
    try await sara.sync()
    #expect(try sara.record(id) == record)
    // A state that adds something passes.
    try ana.write(["age": "35"], to: id)
    #expect(try await ana.sync().quarantined.isEmpty)
  }

  /// Each line contradicts one that bears the name which a fork gave the line before.
  @Test func aChainOfForgedForksEndsAtALineThatIsNotTaken() async throws {
    let server = try TestServer()
    let ana = try TestDevice(at: server, name: "ana")
    let stamp = Stamp(author: ana.author, time: WallTime(milliseconds: 0))
    var replica = ReplicaID(high: 66, low: 6)
    let chain = [UInt8](repeating: 7, count: 32)
    func line(_ replica: ReplicaID, _ record: UInt64, _ chain: [UInt8]) -> SealEntry {
      SealEntry(
        dot: Dot(replica: replica, revision: 1), record: RecordID(high: 2, low: record),
        stamp: stamp, chain: chain)
    }
    let first = line(replica, 0, chain)
    var lines = [first]
    for number in 1...60 as ClosedRange<UInt64> {
      lines.append(line(replica, number, [UInt8](repeating: 9, count: 32)))
      replica = ReplicaID(forkOf: replica, chain: chain) { Array(SHA256.hash(data: $0)) }
    }
    lines.append(first)
    var pending = PendingWrites(author: ana.author)
    var record = Record(id: first.record, kind: .response)
    pending.save(.text("1"), to: answerKey("age"), shown: record)
    record.seal(pending, as: first.dot, at: WallTime(milliseconds: 0))
    let response = try hand([record], seals: lines, by: ana, to: server)
    #expect(response.quarantined.map(\.code) == ["SEAL-CONTRADICTED"])
    // The server goes on.
    let id = try ana.collect(["name": "Rosa", "age": "34"])
    try await ana.sync()
    #expect(try server.store.load(id).record == ana.record(id))
  }

  /// Thousands of them go along with a record: nobody could take it over the network any more.
  @Test func aLineWithAnEndlessNameIsNotTaken() async throws {
    let server = try TestServer()
    let ana = try TestDevice(at: server, name: "ana")
    let dot = Dot(replica: ReplicaID(high: 66, low: 6), revision: 1)
    for (length, isTaken) in [(SyncLimits.authorBytes, true), (SyncLimits.authorBytes + 1, false)] {
      let author = Author(name: String(repeating: "a", count: length), role: .enumerator)
      var record = Record(id: RecordID(high: 3, low: UInt64(length)), kind: .response)
      var pending = PendingWrites(author: author)
      pending.save(.text("1"), to: answerKey("age"), shown: record)
      let own = Dot(replica: dot.replica, revision: UInt64(length))
      record.seal(pending, as: own, at: WallTime(milliseconds: 0))
      let line = SealEntry(
        dot: own, record: record.id,
        stamp: Stamp(author: author, time: WallTime(milliseconds: 0)),
        chain: [UInt8](repeating: 7, count: 32))
      let response = try hand([record], seals: [line], by: ana, to: server)
      #expect(response.quarantined.isEmpty == isTaken)
    }
  }

  @Test func theVerdictOnWhatLiesElsewhereIsNotTold() async throws {
    let server = try TestServer()
    try server.publish()
    let luz = try TestDevice(at: server, name: "luz", area: "S-02")
    let id = try luz.collect(["name": "Rosa", "age": "340"])
    try await luz.sync()
    let ana = try TestDevice(at: server, name: "ana")
    let response = try hand([Record(id: id, kind: .response)], by: ana, to: server)
    #expect(response.verdicts.isEmpty)
    #expect(try server.service.verdict(on: id)?.state == .invalid)
  }

  @Test func manyStatesOfOneRecordAreRefused() async throws {
    let server = try TestServer()
    let ana = try TestDevice(at: server, name: "ana")
    let id = try ana.collect(["age": "3"])
    try await ana.sync()
    var states: [Record] = []
    for number in 1...UInt64(SyncLimits.recordStates + 1) {
      var state = try ana.record(id)
      var pending = PendingWrites(author: ana.author)
      pending.save(.text("\(number)"), to: answerKey("age"), shown: state)
      state.seal(
        pending, as: Dot(replica: ReplicaID(high: 5, low: number), revision: 1),
        at: WallTime(milliseconds: 0))
      states.append(state)
    }
    #expect(
      throws: ServiceError.malformed(
        .tooLarge(field: "record", limit: SyncLimits.recordStates))
    ) { try hand(states, by: ana, to: server) }
    _ = try hand(Array(states.dropLast()), by: ana, to: server)
    let kept = try server.store.load(id).record
    #expect(kept.entries(of: answerKey("age")).count == SyncLimits.recordStates)
  }

  /// Thousands of small records may each ask for as much as a check may take.
  @Test func whatIsTooMuchToCheckAtOnceComesAgainAndIsChecked() async throws {
    let server = try TestServer(checkWork: 1)
    try server.publish()
    let ana = try TestDevice(at: server, name: "ana")
    try await ana.sync()
    let ids = try (0..<100).map { try ana.collect(["name": "Rosa", "age": "\(20 + $0)"]) }
    let records = try ids.map { try ana.record($0) }
    let response = try hand(records, by: ana, to: server)
    let held = Set(response.receipts.map(\.record))
    #expect(!held.isEmpty && held.count < ids.count)
    #expect(response.quarantined.isEmpty)
    for id in held { #expect(try server.service.verdict(on: id)?.contextDigest.isEmpty == false) }
    // The device offers again what got no receipt.
    let report = try await ana.sync()
    #expect(report.waiting == 0 && report.exchanges > 1)
    for (id, record) in zip(ids, records) {
      #expect(try server.store.load(id).record == record)
      let isValid = record.text(at: "age").flatMap { Int($0) }.map { $0 < 120 }
      #expect(try server.service.verdict(on: id)?.state == (isValid == true ? .valid : .invalid))
    }
  }
}

extension Record {
  fileprivate func text(at name: String) -> String? {
    if case .text(let text)? = value(of: answerKey(name)) { text } else { nil }
  }
}
