import Campo
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// A device whose file was put back to an earlier state in place, so that only others can tell.
@Suite struct RestoredDeviceTests {
  /// What it lost comes back, what it wrote since is taken, and both stand side by side.
  @Test func aRestoredDeviceIsNoticedAndBothHistoriesAreKept() async throws {
    let server = try TestServer()
    let device = try Twins(at: server)
    let author = device.author
    let first = try device.run("a") { try $0.collect(["age": "1"], by: author) }
    try await device.sync("a")
    device.copy("a", to: "backup")
    let lost = try device.run("a") { store in
      try store.write(["age": "2"], to: first, by: author)
      return try store.collect(["age": "3"], by: author)
    }
    try await device.sync("a")

    device.copy("backup", to: "a")
    let (before, forked) = try device.run("a") { store in
      try store.write(["age": "4"], to: first, by: author)
      return (try store.replica, try store.collect(["age": "5"], by: author))
    }
    let report = try await device.sync("a")
    #expect(report.quarantined.isEmpty && report.waiting == 0)
    let after = try device.run("a") { store in
      #expect(try store.replica != before)
      return try store.collect(["age": "6"], by: author)
    }
    #expect(try await device.sync("a").waiting == 0)
    let everything = try server.store.everything()
    #expect(Set(everything.keys) == [first, lost, forked, after])
    #expect(try device.run("a") { try $0.everything() } == everything)
    #expect(try server.store.said("age", of: first) == [.text("2"), .text("4")])
    #expect(try server.store.quarantined().isEmpty)
    #expect(try server.store.logLines().contains { $0.code == "DEVICE-RESTORED" })
  }

  /// One that wrote nothing since has nothing to be renamed, and never uses a revision again.
  @Test func aRestoredDeviceThatWroteNothingOnlyTakesAnotherReplica() async throws {
    let server = try TestServer()
    let device = try Twins(at: server)
    let author = device.author
    let id = try device.run("a") { try $0.collect(["age": "1"], by: author) }
    try await device.sync("a")
    device.copy("a", to: "backup")
    try device.run("a") { try $0.write(["age": "2"], to: id, by: author) }
    try await device.sync("a")
    device.copy("backup", to: "a")
    let before = try device.run("a") { try $0.replica }
    try await device.sync("a")
    try device.run("a") { store in
      #expect(try store.replica != before)
      #expect(try store.firstForked(of: before) == nil)
      #expect(try store.said("age", of: id) == [.text("2")])
      try store.write(["age": "3"], to: id, by: author)
    }
    try await device.sync("a")
    #expect(try server.store.said("age", of: id) == [.text("3")])
  }
}
