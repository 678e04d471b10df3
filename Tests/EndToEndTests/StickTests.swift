import Foundation
import Processes
import Testing

/// Bundles that come to the office on a stick, with the real programs.
@Suite struct StickTests {
  @Test func theOfficeTakesABundleAndSaysWhoseItIs() throws {
    let team = try SyncedTeam()
    let ana = try team.device("ana")
    try team.sync(ana)
    _ = try team.collect(#"{"/data/members": 3}"#, on: ana)
    let bundle = team.folder.path("ana.bundle")
    try succeed(BuiltProducts.campo, ["bundle", "export", ana, "-o", bundle])

    let known = try inspected(bundle, "--store", team.server.data)
    #expect(known["signature"] as? [String: String] == ["state": "valid", "signer": "ana"])
    #expect((known["replicas"] as? [Any])?.count == 1)
    let unknown = try inspected(bundle)["signature"] as? [String: String]
    #expect(unknown?["state"] == "unknown")

    let taken = try take(bundle, team)
    #expect(taken.status == 0 && taken.output.contains("nuevas 1"), "\(taken.output)")
    let luz = try team.device("luz")
    try team.sync(luz)
    #expect(try team.everything(on: luz).count == 1)
    team.server.stop()
    try team.expectSound(ana, luz)
  }

  @Test func whatARevokedDeviceWroteIsSetAsideUntilTheOfficeTakesIt() throws {
    let team = try SyncedTeam()
    let ana = try team.device("ana")
    _ = try team.collect(#"{"/data/members": 3}"#, on: ana)
    let bundle = team.folder.path("ana.bundle")
    try succeed(BuiltProducts.campo, ["bundle", "export", ana, "-o", bundle])
    try succeed(
      BuiltProducts.server, ["revoke", "--data", team.server.data, "--number", "1"])
    let aside = try take(bundle, team)
    #expect(aside.status == 1 && aside.errors.contains("BUNDLE-REVOKED"), "\(aside.errors)")
    let taken = try take(bundle, team, "--accept-revoked")
    #expect(taken.status == 0 && taken.output.contains("nuevas 1"), "\(taken.output)")
  }

  private func inspected(_ bundle: String, _ options: String...) throws -> [String: Any] {
    let printed = try runCommand(
      BuiltProducts.campo, ["bundle", "inspect", bundle, "--format", "json"] + options)
    return try #require(printed.json() as? [String: Any])
  }

  private func take(
    _ bundle: String, _ team: SyncedTeam, _ options: String...
  ) throws -> CommandResult {
    try runCommand(
      BuiltProducts.server,
      ["import", "--data", team.server.data, bundle, "--lang", "es"] + options)
  }
}
