import Campo
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization
import Testing

/// Devices whose clocks are wrong by years, and two devices of one person.
@Suite struct ClockTests {
  private static let year: Int64 = 365 * 86_400_000

  private func environment(years: Int64) -> StoreEnvironment {
    var environment = StoreEnvironment.system
    environment.now = {
      let now = StoreEnvironment.system.now()
      return WallTime(milliseconds: now.milliseconds + years * Self.year)
    }
    return environment
  }

  private func device(
    _ name: String, at server: TestServer, in folder: TemporaryFolder, years: Int64
  ) throws -> (Store, ServiceLink) {
    let store = try Store.create(at: folder.path, environment: environment(years: years))
    let author = Author(name: name, role: .enumerator)
    let code = try server.service.makeCode(for: author, areas: ["S-01"])
    let token = try server.service.enrol(EnrolRequest(code: code.text, replica: store.replica))
    return (store, ServiceLink(service: server.service, token: token.token))
  }

  private func sync(_ device: (Store, ServiceLink)) async throws {
    var run = SyncRun(device.0, over: device.1, pause: { _ in })
    #expect(try await run.run().waiting == 0)
  }

  /// Order follows what people had seen, never their clocks: who corrects what he was shown
  /// replaces it though his clock is ten years behind, and a conflict is none less.
  @Test(arguments: [(10, -10), (-10, 10), (0, 10), (-10, 0)])
  func orderNeverDependsOnClocks(years: (Int64, Int64)) async throws {
    let server = try TestServer()
    let folders = [TemporaryFolder(), TemporaryFolder()]
    let (ana, beto) = (
      Author(name: "ana", role: .enumerator), Author(name: "beto", role: .enumerator)
    )
    let first = try device("ana", at: server, in: folders[0], years: years.0)
    let second = try device("beto", at: server, in: folders[1], years: years.1)
    let id = try first.0.collect(["age": "1", "name": "Rosa"], by: ana)
    try await sync(first)
    try await sync(second)
    try second.0.write(["age": "2"], to: id, by: beto)
    try await sync(second)
    #expect(try server.store.said("age", of: id) == [.text("2")])
    try first.0.write(["name": "Rosita"], to: id, by: ana)
    try second.0.write(["name": "Rosaura"], to: id, by: beto)
    for device in [first, second, first] { try await sync(device) }
    #expect(try server.store.said("age", of: id) == [.text("2")])
    #expect(try server.store.said("name", of: id) == [.text("Rosita"), .text("Rosaura")])
    #expect(try first.0.everything() == second.0.everything())
    #expect(try first.0.everything() == server.store.everything())
  }

  /// One enumerator with a phone and a tablet, one name on both: what she writes on one does not
  /// replace what she wrote unseen on the other.
  @Test func twoDevicesOfOnePersonAreTwoReplicas() async throws {
    let server = try TestServer()
    let folders = [TemporaryFolder(), TemporaryFolder()]
    let ana = Author(name: "ana", role: .enumerator)
    let phone = try device("ana", at: server, in: folders[0], years: 0)
    let tablet = try device("ana", at: server, in: folders[1], years: -10)
    let id = try phone.0.collect(["age": "1"], by: ana)
    try await sync(phone)
    try await sync(tablet)
    try phone.0.write(["age": "2"], to: id, by: ana)
    try tablet.0.write(["age": "3"], to: id, by: ana)
    for device in [phone, tablet, phone] { try await sync(device) }
    for store in [phone.0, tablet.0, server.store] {
      #expect(try store.said("age", of: id) == [.text("2"), .text("3")])
      #expect(try store.load(id).record.conflicts.map(\.key) == [answerKey("age")])
    }
    // Having been shown both, she settles it on either.
    let conflict = try #require(try tablet.0.load(id).record.conflicts.first)
    try tablet.0.resolve(
      conflict.key, of: id, superseding: Set(conflict.entries.map(\.dot)), value: .text("3"),
      comment: "la tableta", author: ana)
    for device in [tablet, phone] { try await sync(device) }
    #expect(try phone.0.said("age", of: id) == [.text("3")])
    #expect(try phone.0.replica != tablet.0.replica)
  }
}
