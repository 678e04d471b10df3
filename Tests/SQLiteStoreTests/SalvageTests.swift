import Foundation
import GRDB
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// What `Salvage` rescues of a store into which bits were flipped, beside what its rows still hold.
@Suite struct SalvageTests {
  let folder = TemporaryFolder()
  let rescue = TemporaryFolder()
  private static let flips = 30

  /// Where a response's bytes stand in the store's file or its log.
  private struct Footprint {
    let id: RecordID
    let answers: [RegisterKey: AnswerValue]
    /// Ranges of the two files that hold its rows, with some room for the rows' headers.
    var ranges: [[Range<Int>]] = [[], []]

    func isUntouched(_ file: Int, _ position: Int) -> Bool {
      !ranges[file].contains { $0.contains(position) }
    }
  }

  /// A file with responses of several sizes: sealed ones, long ones, and some with answers that wait;
  /// most of it in the file, the last part in the log.
  private func usedStore() throws -> (Data, Data, [Footprint]) {
    let store = try Store.create(at: folder.path, environment: TestWorld().environment)
    var ids: [RecordID] = []
    for number in 0..<12 {
      let id = try store.createResponse(definition: definition, area: "a", author: ana)
      try store.answer(id, "/data/name", "respuesta \(number)")
      if number % 4 == 3 {
        try store.answer(id, "/data/long", String(repeating: "larga\(number) ", count: 1_500))
      }
      if number % 3 != 2 { try store.seal(id) }
      if number % 3 == 1 { try store.answer(id, "/data/waits", "pendiente \(number)") }
      ids.append(id)
      if number == 7 {
        let queue = try DatabaseQueue(path: folder.path + "/campo.sqlite")
        try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try queue.close()
      }
    }
    let answers = try ids.map { id in
      let stored = try store.load(id)
      let record = stored.record.including(stored.pending)
      return Dictionary(
        uniqueKeysWithValues: record.registers.keys.compactMap { key in
          record.value(of: key).map { (key, $0) }
        })
    }
    let files = try ["", "-wal"].map {
      try Data(contentsOf: URL(filePath: folder.path + "/campo.sqlite" + $0))
    }
    var prints = zip(ids, answers).map { Footprint(id: $0, answers: $1) }
    for place in prints.indices {
      for values in try storedValues(of: prints[place].id) {
        for (file, bytes) in files.enumerated() {
          prints[place].ranges[file] += Self.places(of: values, in: bytes)
        }
      }
    }
    return (files[0], files[1], prints)
  }

  /// The sealed bytes of the rows of a response, by SQL.
  private func storedValues(of id: RecordID) throws -> [Data] {
    var writer = ByteWriter()
    writer.write(id)
    let key = Data(writer.bytes)
    return try DatabaseQueue(path: folder.path + "/campo.sqlite").read { database in
      try Data.fetchAll(
        database,
        sql: """
          SELECT state FROM record WHERE id = ?1 UNION ALL
          SELECT writes FROM pending WHERE record = (SELECT n FROM record WHERE id = ?1)
          UNION ALL SELECT id FROM record WHERE id = ?1
          """, arguments: [key])
    }
  }

  /// Around each piece of a value that stands somewhere: a short value is one piece, a long one is
  /// looked for by parts, since it goes over several pages.
  private static func places(of value: Data, in file: Data) -> [Range<Int>] {
    let piece = 48
    let room = 260
    var places: [Range<Int>] = []
    for start in stride(from: 0, to: value.count, by: piece) {
      let part = value[
        (value.startIndex + start)..<min(value.endIndex, value.startIndex + start + piece)]
      var from = file.startIndex
      while let found = file.range(of: part, in: from..<file.endIndex) {
        places.append(max(0, found.lowerBound - room)..<found.upperBound + 16)
        from = found.upperBound
      }
    }
    return places
  }

  private func rescued(_ main: Data, _ log: Data) throws -> (Salvage.Report, Store) {
    let damaged = rescue.path + "-damaged"
    try? FileManager.default.removeItem(atPath: damaged)
    try? FileManager.default.removeItem(atPath: rescue.path)
    try FileManager.default.createDirectory(atPath: damaged, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: damaged) }
    try main.write(to: URL(filePath: damaged + "/campo.sqlite"))
    try log.write(to: URL(filePath: damaged + "/campo.sqlite-wal"))
    let store = try Store.create(
      at: rescue.path, environment: TestWorld(seed: 50_000).environment)
    return (try Salvage.run(from: damaged, into: store), store)
  }

  private func lost(_ prints: [Footprint], in store: Store) throws -> [RecordID] {
    try prints.filter { print in
      guard try store.summary(of: print.id) != nil else { return true }
      let record = try store.load(print.id).record
      return print.answers.contains { key, value in
        !record.entries(of: key).contains { $0.value == value }
      }
    }.map(\.id)
  }

  @Test func everythingOfAWholeStoreIsRescuedWithoutAConflict() throws {
    let (main, log, prints) = try usedStore()
    let (report, store) = try rescued(main, log)
    #expect(report.isComplete)
    #expect(report.responses == prints.count)
    #expect(try lost(prints, in: store) == [])
    for summary in try store.summaries() { #expect(summary.conflicts == 0) }
  }

  /// One bit anywhere: every response whose own rows are whole is rescued, with all its answers.
  @Test func whatABitDidNotHitIsRescued() throws {
    let (main, log, prints) = try usedStore()
    var random = SplitMix(state: 1)
    var expected = 0
    for _ in 0..<Self.flips {
      var files = [main, log]
      let position = Int(random.next() % UInt64(main.count + log.count))
      let (file, place) = position < main.count ? (0, position) : (1, position - main.count)
      files[file][place] ^= 1 << UInt8(random.next() % 8)
      let (_, store) = try rescued(files[0], files[1])
      let whole = prints.filter { $0.isUntouched(file, place) }
      expected += whole.count
      #expect(try lost(whole, in: store) == [], "bit at \(place) of file \(file)")
    }
    // Else the room around the rows would have excused everything.
    #expect(expected > Self.flips * prints.count * 9 / 10)
  }

  /// The first page holds the header and the list of tables: without it SQLite opens nothing.
  @Test func aStoreWithoutItsFirstPageIsRescued() throws {
    var (main, log, prints) = try usedStore()
    for place in 0..<4_096 { main[place] = UInt8(truncatingIfNeeded: place &* 31) }
    let (_, store) = try rescued(main, log)
    #expect(try lost(prints, in: store) == [])
  }

  @Test func aLogWithoutItsHeaderIsRescued() throws {
    var (main, log, prints) = try usedStore()
    for place in 0..<32 { log[place] = 0 }
    let (_, store) = try rescued(main, log)
    #expect(try lost(prints, in: store) == [])
  }

  /// A response whose row is gone, and only what waited of it is whole, keeps its identity by the
  /// index; one that cannot be read at all is named.
  @Test func whatIsLostIsNamed() throws {
    var (main, log, prints) = try usedStore()
    let victim = prints[0]
    for value in try storedValues(of: victim.id).prefix(1) {
      for (file, bytes) in [main, log].enumerated() {
        for range in Self.places(of: value, in: bytes) {
          let place = (range.lowerBound + range.upperBound) / 2
          if file == 0 { main[place] ^= 0xFF } else { log[place] ^= 0xFF }
        }
      }
    }
    let (report, store) = try rescued(main, log)
    #expect(try lost(prints, in: store) == [victim.id] || report.older == [victim.id])
    #expect(report.lost + report.older == [victim.id])
    #expect(!report.isComplete)
  }

  @Test func garbageGivesNothingAndDoesNotTrap() throws {
    var random = SplitMix(state: 7)
    for size in [0, 1, 99, 4_096, 50_000] {
      let bytes = Data((0..<size).map { _ in UInt8(truncatingIfNeeded: random.next()) })
      let (report, _) = try rescued(bytes, bytes)
      #expect(report.responses == 0)
    }
  }
}

/// A small generator with a seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
