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
    #expect(!aside.errors.contains("ExitCode"), "\(aside.errors)")
    let log = try team.log(of: team.server.data)
    #expect(log.contains("BUNDLE-REVOKED \(bundle): 1 respuestas"), "\(log)")
    let taken = try take(bundle, team, "--accept-revoked")
    #expect(taken.status == 0 && taken.output.contains("nuevas 1"), "\(taken.output)")
  }

  @Test func whatIsEncryptedForTheOfficeOnlyTheOfficeReads() throws {
    let team = try SyncedTeam()
    let (ana, luz) = (try team.device("ana"), try team.device("luz"))
    try team.sync(ana)
    _ = try team.collect(#"{"/data/members": 3}"#, on: ana)
    let bundle = team.folder.path("e.bundle")
    let written = try succeed(
      BuiltProducts.campo, ["bundle", "export", ana, "-o", bundle, "--encrypt", "--lang", "es"])
    #expect(written.contains("Cifrado para: "), "\(written)")

    for store in [luz, ana] {
      let refused = try runCommand(
        BuiltProducts.campo, ["bundle", "import", store, bundle, "--lang", "en"])
      #expect(refused.status == 1 && refused.errors.contains("BUNDLE-RECIPIENT"))
    }
    let stranger = try succeed(BuiltProducts.campo, ["bundle", "inspect", bundle, "--lang", "en"])
    #expect(stranger.contains("whoever has the key") && !stranger.contains("ana"), "\(stranger)")
    #expect(try inspected(bundle).keys.sorted() == ["encryptedFor"])
    let owner = try inspected(bundle, "--store", ana)["encryptedFor"] as? [[String: String]]
    #expect(owner?.map { $0["holder"] } == ["office"])
    let opened = try inspected(bundle, "--store", team.server.data)
    #expect((opened["encryptedFor"] as? [[String: String]])?.map { $0["holder"] } == ["own"])
    #expect(opened["author"] as? String == "ana" && opened["seals"] as? Int == 1)

    let taken = try take(bundle, team)
    #expect(taken.status == 0 && taken.output.contains("nuevas 1"), "\(taken.output)")
    #expect(taken.output.contains("Firma: válida, de ana."))
    team.server.stop()
    try team.expectSound(ana, luz)
  }

  @Test func aStoreWithoutAServerEncryptsToAKeyFile() throws {
    let folder = try TemporaryFolder()
    let ana = try SampleSurvey.device("ana", role: "enumerator", in: folder)
    let luz = try SampleSurvey.device("luz", role: "supervisor", in: folder)
    _ = try SampleSurvey.response(#"{"/data/members": 3}"#, on: ana, in: folder)
    let bundle = folder.path("e.bundle")
    for (language, remedy) in [("es", "campo-server key"), ("en", "Sync once")] {
      let unknown = try runCommand(
        BuiltProducts.campo,
        ["bundle", "export", ana, "-o", bundle, "--encrypt", "--lang", language])
      #expect(unknown.status == 1 && unknown.errors.contains("CLIENT-NO-OFFICE-KEY"))
      #expect(unknown.errors.contains(remedy), "\(unknown.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: bundle))
    let key = try folder.write(succeed(BuiltProducts.campo, ["bundle", "key", luz]), to: "luz.key")
    try succeed(BuiltProducts.campo, ["bundle", "export", ana, "-o", bundle, "--encrypt-to", key])
    let taken = try succeed(BuiltProducts.campo, ["bundle", "import", luz, bundle, "--lang", "en"])
    #expect(taken.contains("new 1"), "\(taken)")
    for command in [
      ["coverage", bundle], ["export", bundle, "--format", "csv", "-o", folder.path("csv")],
    ] {
      let refused = try runCommand(BuiltProducts.campo, command + ["--lang", "en"])
      #expect(refused.status == 1 && refused.errors.contains("BUNDLE-RECIPIENT"))
      let opened = try succeed(BuiltProducts.campo, command + ["--store", luz, "--lang", "en"])
      #expect(opened.contains("ana") || opened.contains("1 rows"), "\(opened)")
    }
    let wrong = try runCommand(
      BuiltProducts.campo, ["bundle", "export", ana, "-o", bundle, "--encrypt-to", bundle])
    #expect(wrong.status == 1 && wrong.errors.contains("CLIENT-BAD-KEY"), "\(wrong.errors)")
  }

  @Test func aBadBundleIsNamedAndKeepsNoOtherFromBeingTaken() throws {
    let team = try SyncedTeam()
    let (ana, luz) = (try team.device("ana"), try team.device("luz"))
    try team.sync(ana)
    _ = try team.collect(#"{"/data/members": 3}"#, on: ana)
    let good = team.folder.path("good.bundle")
    try succeed(BuiltProducts.campo, ["bundle", "export", ana, "-o", good])
    let bad = try team.folder.write("ni modo", to: "bad.bundle")
    let missing = team.folder.path("missing.bundle")
    for command in [
      [BuiltProducts.campo, "bundle", "import", luz],
      [BuiltProducts.server, "import", "--data", team.server.data],
    ] {
      let taken = try runCommand(
        command[0], command.dropFirst() + [bad, missing, good, "--lang", "es"])
      #expect(taken.status == 1)
      #expect(taken.errors.contains("BUNDLE-NOT-ONE: \(bad): "), "\(taken.errors)")
      #expect(taken.errors.contains("FILE-NOT-FOUND: \(missing): "), "\(taken.errors)")
      #expect(taken.output.contains("nuevas 1"), "\(taken.output)")
    }
    for command in [
      ["bundle", "inspect", bad], ["coverage", bad], ["export", bad, "-o", ana + "2"],
    ] {
      let refused = try runCommand(BuiltProducts.campo, command)
      #expect(refused.errors.contains("BUNDLE-NOT-ONE: \(bad): "), "\(refused.errors)")
    }
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
