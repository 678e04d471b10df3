import Campo
import Foundation
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// A device whose permission was taken back is enrolled again in the folder that it has.
@Suite(.serialized) struct EnrolAgainTests {
  private func code(for name: String, at site: TestSite) throws -> String {
    try ServerBinary.run(
      "enroll", "--data", site.server.data, "--name", name, "--role", "enumerator", "--area",
      "S-01")
  }

  private func revoke(_ name: String, at site: TestSite) throws {
    _ = try ServerBinary.run("revoke", "--data", site.server.data, "--name", name)
  }

  @Test func whatItHadNotSentGoesThen() async throws {
    let site = try TestSite()
    let (ana, beto) = (try await site.enrol("ana"), try await site.enrol("beto"))
    _ = try await ana.sync()
    let kept = try ana.collect(site.definition, ["name": "Luz", "age": "50"])
    let replica = try ana.replica
    try revoke("ana", at: site)
    await #expect { try await ana.sync() } throws: { ($0 as? SyncError)?.code == "AUTH-TOKEN" }

    let again = try await site.enrol("ana")
    #expect(try again.replica == replica && again.author == ana.author)
    #expect(try await again.sync().sent == 1)
    #expect(try await beto.sync().received == 1)
    #expect(try beto.store.summary(of: kept) != nil)
    // The office knows whose bundles these are.
    let bundle = site.folder.path + "/ana.bundle"
    try again.exportBundle(to: bundle)
    #expect(
      try BundleFile.inspect(bundle, knownIn: site.server.data).origin == .known(ana.author))
  }

  @Test func aDeviceThatIsEnrolledUsesUpNobodysCode() async throws {
    let site = try TestSite()
    _ = try await site.enrol("ana")
    let code = try code(for: "beto", at: site)
    await #expect {
      try await SurveyClient.enrol(
        at: site.folder.path + "/ana", server: site.server.url, code: code)
    } throws: { ($0 as? SyncError)?.code == "STORE-EXISTS" }
    let beto = try await SurveyClient.enrol(
      at: site.folder.path + "/beto", server: site.server.url, code: code)
    #expect(beto.author.name == "beto")
  }

  @Test func itGoesToNobodyElseAndToNoOtherOffice() async throws {
    let site = try TestSite()
    let ana = try await site.enrol("ana")
    let path = site.folder.path + "/ana"
    let token = try ana.store.setting(.token)
    try revoke("ana", at: site)
    let other = try code(for: "beto", at: site)
    await #expect(throws: ClientError.otherPerson(store: path, is: "ana", code: "beto")) {
      try await SurveyClient.enrol(at: path, server: site.server.url, code: other)
    }
    let elsewhere = try TestSite()
    let foreign = try code(for: "ana", at: elsewhere)
    await #expect(throws: ClientError.otherOffice(store: path, server: elsewhere.server.url)) {
      try await SurveyClient.enrol(at: path, server: elsewhere.server.url, code: foreign)
    }
    let unchanged = try SurveyClient(opening: path)
    #expect(try unchanged.store.setting(.token) == token)
    #expect(try unchanged.server == site.server.url && unchanged.author.name == "ana")
  }
}
