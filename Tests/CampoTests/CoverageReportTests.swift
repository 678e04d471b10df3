import Campo
import Foundation
import Replication
import SQLiteStore
import Testing

/// What has arrived in a store and in a bundle.
@Suite struct CoverageReportTests {
  private let root = NSTemporaryDirectory() + "campo-coverage-" + UUID().uuidString
  private let ana = Author(name: "ana", role: .enumerator)

  @Test func aBundleOfSomeResponsesSaysWhichSealsAreMissing() throws {
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    let client = try SurveyClient.create(at: root + "/store", author: ana, areas: ["a"])
    let ids = try (0..<4).map { number in
      let id = try client.store.createResponse(definition: "", area: "a", author: ana)
      let key = RegisterKey.answer(AnswerKey(question: "/data/q"))
      try client.store.save(
        [(key, .text("\(number)"))], to: id, author: ana, shown: client.store.load(id).record)
      try client.store.seal(id)
      return id
    }
    // Over everything that the third seal wrote but the area.
    let third = try client.store.load(ids[2]).record
    try client.store.save(
      [(.answer(AnswerKey(question: "/data/q")), .text("again"))], to: ids[2], author: ana,
      shown: third)
    try client.store.sealAll()
    let replica = try client.store.replica
    let bundle = root + "/some.bundle"
    try client.exportBundle(to: bundle, only: [ids[0], ids[3]])

    let whole = try #require(try CoverageReport(of: root + "/store").entries.first)
    #expect(whole.coverage.replica == replica)
    #expect(whole.coverage.held == [1...5])
    #expect(whole.coverage.missing == [])
    #expect(whole.lastStamp?.author == ana)
    let some = try #require(try CoverageReport(of: bundle).entries.first)
    #expect(some.coverage.held == [1...1, 4...4])
    #expect(some.coverage.missing == [2...3])
    #expect(some.coverage.lastRevision == 4)
  }

  @Test func whatIsNeitherStoreNorBundleIsRefused() throws {
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    #expect(throws: ClientError.self) { try CoverageReport(of: root) }
    #expect(throws: (any Error).self) { try CoverageReport(of: root + "/none") }
  }
}
