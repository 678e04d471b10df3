import Foundation
import GRDB
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// Stores as every schema of the past left them (`Tests/StoreFixtures`, dumped as SQL text).
///
/// Each holds two responses of ana: one sealed, with an answer on which luz and she disagree, and one
/// with saved answers that wait. A new migration brings a fixture of its schema along.
@Suite struct MigrationTests {
  let folder = TemporaryFolder()

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "StoreFixtures")

  private static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: fixtures.resolvingSymlinksInPath().path)
      .filter { $0.hasSuffix(".sql") }
      .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
  }

  /// Puts a store into the folder as it was then.
  private func makeStore(_ fixture: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let sql = try String(contentsOf: Self.fixtures.appending(path: fixture), encoding: .utf8)
    let queue = try DatabaseQueue(path: folder.path + "/campo.sqlite")
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA application_id = 0x434D504F; PRAGMA journal_mode = WAL")
      try database.execute(sql: sql)
    }
    try queue.close()
  }

  @Test(arguments: try names())
  func aStoreOfThePastIsReadCheckedAndGoneOnWith(_ fixture: String) throws {
    try makeStore(fixture)
    let before = try StoreCheck.run(at: folder.path)
    #expect(before.findings.filter(\.isDamage) == [])
    #expect(before.records == 2)
    let rescue = try Store.create(at: folder.path + "-rescue")
    defer { try? FileManager.default.removeItem(atPath: folder.path + "-rescue") }
    #expect(try Salvage.run(from: folder.path, into: rescue).responses == 2)

    let store = try Store.open(at: folder.path)
    let summaries = try store.summaries()
    #expect(summaries.map(\.conflicts) == [1, 0])
    #expect(summaries.map(\.isPending) == [false, true])
    let sealed = try store.load(summaries[0].id).record
    let answers = Set(sealed.entries(of: answer("/data/a")).map(\.value))
    #expect(answers == [.text("un"), .text("one")])
    #expect(sealed.value(of: answer("/data/b")) == .text("dos"))
    let waiting = try store.load(summaries[1].id)
    #expect(waiting.pending?.writes[answer("/data/a")]?.value == .text("sin sellar"))
    #expect(try store.setting(.authorName) == "ana")
    #expect(try store.definitions().map(\.name) == ["hogar"])

    try store.answer(summaries[1].id, "/data/b", "después")
    try store.sealAll()
    #expect(try store.outgoing(.all, limit: 10).count == 2)
    #expect(try StoreCheck.run(at: folder.path).findings.filter(\.isDamage) == [])
  }

  /// The table of enrolments is made anew by the ninth.
  @Test func enrolmentsComeThroughWithTheirTokens() throws {
    try makeStore("schema-8.sql")
    let device = ReplicaID(high: 1, low: 1)
    let queue = try DatabaseQueue(path: folder.path + "/campo.sqlite")
    try queue.write { database in
      try database.execute(
        sql: """
          INSERT INTO enrolment (n, name, role, areas, codeHash, codeExpires, tokenHash, replica,
            revoked, hub, certificate, signingKey)
          VALUES (7, 'eva', 2, 'a' || char(10) || 'b', x'01', 9, NULL, ?, 0, 1, NULL, x'05')
          """,
        arguments: [
          Data(
            [UInt8](repeating: 0, count: 7) + [1]
              + [UInt8](repeating: 0, count: 7) + [1])
        ])
      try database.execute(
        sql: "INSERT INTO token SELECT x'02', n, replica, 1 FROM enrolment")
    }
    try queue.close()
    let store = try Store.open(at: folder.path)
    let eva = try #require(try store.enrolment(tokenHash: [2]))
    #expect(eva.number == 7 && eva.author == Author(name: "eva", role: .supervisor))
    #expect(eva.areas == ["a", "b"] && eva.replica == device && eva.isHub)
    #expect(eva.signingKey == [5])
    try store.enrol(
      ana, areas: ["a"], codeHash: [3], codeExpires: WallTime(milliseconds: 1))
    #expect(try store.enrolments().map(\.number) == [7, 8])
  }

  @Test func everySchemaHasItsFixture() throws {
    let store = try Store.create(at: folder.path)
    try store.close()
    let migrations = try DatabaseQueue(path: folder.path + "/campo.sqlite").read {
      try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid")
    }
    let numbers = migrations.map { "schema-\($0.prefix { $0 != " " }).sql" }
    #expect(try Self.names() == numbers)
  }
}
