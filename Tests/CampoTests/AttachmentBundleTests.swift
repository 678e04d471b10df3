import Campo
import Foundation
import GRDB
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// Files on sticks: in one bundle or several, whole or cut off, out of sound stores and damaged ones.
@Suite struct AttachmentBundleTests {
  private let team: Enumerators
  private var root: String { team.root }

  init() throws { team = try Enumerators() }

  private func client(_ name: String) throws -> SurveyClient { try team.client(name) }

  private func photo(_ count: Int, seed: UInt64) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
  }

  /// A response that names a file with these bytes.
  @discardableResult
  private func respond(
    _ client: SurveyClient, _ bytes: [UInt8], named name: String = "casa.jpg"
  ) throws -> (id: RecordID, digest: AttachmentDigest) {
    let path = "\(root)/\(name)"
    try Data(bytes).write(to: URL(filePath: path))
    let kept = try client.keepFile(at: path)
    let id = try client.store.createResponse(definition: "", area: "a", author: client.author)
    try client.store.save(
      [(.answer(AnswerKey(question: "/data/foto")), .attachment(kept))], to: id,
      author: client.author, shown: client.store.load(id).record)
    return (id, try #require(AttachmentDigest(kept)))
  }

  private func bytes(of digest: AttachmentDigest, in client: SurveyClient) throws -> [UInt8] {
    let path = "\(root)/copia"
    try client.saveFile(digest, to: path, overwriting: true)
    return [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  @Test(arguments: [0, 10, 600_000])
  func aBundleCarriesTheFilesThatItsResponsesName(size: Int) throws {
    let (ana, luz) = (try client("ana"), try client("luz"))
    let photo = photo(size, seed: 1)
    let (id, digest) = try respond(ana, photo)
    let other = try respond(ana, self.photo(20, seed: 2))
    let path = "\(root)/ana.bundle"
    let written = try ana.exportBundle(to: path, only: [id])
    #expect(written.files == 1)
    #expect(written.paths == [path])
    #expect(try BundleFile.inspect(path).files == [digest: UInt64(size)])
    let report = try luz.importBundle(path)
    #expect(report.files == 1)
    #expect(try bytes(of: digest, in: luz) == photo)
    #expect(try luz.files(.missing).isEmpty)
    #expect(try luz.importBundle(path).files == 0)
    _ = try ana.exportBundle(to: path, only: [other.id])
    #expect(try luz.importBundle(path).files == 1)
    #expect(try StoreCheck.run(at: "\(root)/luz").isSound)
  }

  @Test func severalSticksTakeWhatOneDoesNotHold() throws {
    let (ana, luz) = (try client("ana"), try client("luz"))
    var digests: [AttachmentDigest] = []
    for seed in 1...5 {
      digests.append(
        try respond(ana, photo(700_000, seed: UInt64(seed)), named: "\(seed).jpg").digest)
    }
    let part: UInt64 = 1_600_000
    let written = try ana.exportBundle(to: "\(root)/ana.bundle", partBytes: part)
    #expect(
      written.paths.map { $0.dropFirst(root.count + 1) } == [
        "ana.bundle", "ana.2.bundle", "ana.3.bundle",
      ])
    for path in written.paths {
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64
      #expect(try #require(size) <= part)
    }
    // In whatever order they come.
    for path in written.paths.reversed() { _ = try luz.importBundle(path) }
    for (seed, digest) in zip(1..., digests) {
      #expect(try bytes(of: digest, in: luz) == photo(700_000, seed: UInt64(seed)))
    }
    #expect(throws: ClientError.self) {
      try ana.exportBundle(to: "\(root)/klein.bundle", partBytes: 600_000)
    }
  }

  @Test func anImportThatWasCutOffGoesOn() throws {
    let (ana, luz) = (try client("ana"), try client("luz"))
    let photo = photo(600_000, seed: 7)
    let (_, digest) = try respond(ana, photo)
    let path = "\(root)/ana.bundle"
    try ana.exportBundle(to: path)
    // As far as an import had come that ended in the middle of a piece of another size.
    _ = try luz.store.append(Array(photo[..<300_001]), to: digest, at: 0, from: "bundle")
    #expect(try luz.importBundle(path).files == 1)
    #expect(try bytes(of: digest, in: luz) == photo)
  }

  @Test func aMergedBundleHasEachFileOnce() throws {
    let (ana, beto, luz) = (try client("ana"), try client("beto"), try client("luz"))
    let shared = photo(300_000, seed: 3)
    let digest = try respond(ana, shared).digest
    try respond(beto, shared)
    let own = try respond(beto, photo(50_000, seed: 4), named: "otra.jpg").digest
    let paths = ["\(root)/ana.bundle", "\(root)/beto.bundle"]
    try ana.exportBundle(to: paths[0])
    try beto.exportBundle(to: paths[1])
    let merged = "\(root)/juntos.bundle"
    _ = try BundleFile.merge(paths, into: merged)
    #expect(try BundleFile.inspect(merged).files == [digest: 300_000, own: 50_000])
    let size = try FileManager.default.attributesOfItem(atPath: merged)[.size] as? Int
    #expect(try #require(size) < 400_000)
    #expect(try luz.importBundle(merged).files == 2)
    #expect(try bytes(of: digest, in: luz) == shared)
  }

  @Test func aDamagedFileDoesNotHoldUpTheAnswers() throws {
    let (ana, luz) = (try client("ana"), try client("luz"))
    let (id, digest) = try respond(ana, photo(300_000, seed: 5))
    try ana.store.sealAll()
    try damage(ana, "UPDATE attachmentPiece SET bytes = zeroblob(length(bytes)) WHERE start = 0")
    let again = try SurveyClient(Store.open(at: "\(root)/ana"))
    let path = "\(root)/ana.bundle"
    let written = try again.exportBundle(to: path)
    #expect(written.damagedFiles == [digest])
    #expect(written.responses == 1)
    _ = try luz.importBundle(path)
    #expect(try luz.store.summary(of: id) != nil)
    #expect(try luz.files(.missing).map(\.digest) == [digest])
  }

  @Test func salvageRescuesFilesToo() throws {
    let (ana, luz) = (try client("ana"), try client("luz"))
    let photo = photo(600_000, seed: 6)
    let (_, digest) = try respond(ana, photo)
    let lost = try respond(ana, self.photo(300_000, seed: 8), named: "otra.jpg").digest
    try ana.store.sealAll()
    try damage(
      ana,
      """
      UPDATE attachmentPiece SET bytes = zeroblob(length(bytes))
      WHERE attachment = (SELECT n FROM attachment WHERE size = 300000) AND start = 0
      """)
    // Nothing opens it any more.
    let file = try FileHandle(forUpdating: URL(filePath: "\(root)/ana/campo.sqlite"))
    try file.seek(toOffset: 100)
    try file.write(contentsOf: Data(count: 3_000))
    try file.close()
    let path = "\(root)/rescate.bundle"
    let report = try StoreSalvage.run("\(root)/ana", to: path)
    #expect(report.files == 1)
    #expect(report.lostFiles == [lost])
    _ = try luz.importBundle(path)
    #expect(try bytes(of: digest, in: luz) == photo)
  }

  /// Closes a store and changes its file behind the store's back.
  private func damage(_ client: SurveyClient, _ sql: String) throws {
    try client.store.close()
    let file = try DatabaseQueue(path: client.store.directory + "/campo.sqlite")
    try file.write { try $0.execute(sql: sql) }
    try file.close()
  }
}
