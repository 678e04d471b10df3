import Campo
import Foundation
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// What lies on a stick encrypted is read by its recipient, and says nothing to anybody else.
@Suite struct EncryptedBundleTests {
  private let team: Enumerators
  private var root: String { team.root }

  init() throws { team = try Enumerators() }

  private func client(_ name: String) throws -> SurveyClient { try team.client(name) }

  /// A response with a name and a file of so many bytes.
  @discardableResult
  private func respond(_ client: SurveyClient, fileBytes: Int = 100) throws -> AttachmentDigest {
    let path = "\(root)/casa.jpg"
    try Data((0..<fileBytes).map { UInt8(truncatingIfNeeded: $0 &* 31) }).write(
      to: URL(filePath: path))
    let kept = try client.keepFile(at: path)
    let id = try client.store.createResponse(definition: "", area: "a", author: client.author)
    try client.store.save(
      [
        (.answer(AnswerKey(question: "/data/foto")), .attachment(kept)),
        (.answer(AnswerKey(question: "/data/nombre")), .text("Rosa Quispe")),
      ], to: id, author: client.author, shown: client.store.load(id).record)
    return try #require(AttachmentDigest(kept))
  }

  @Test func theRecipientTakesItWithItsFilesAndItsSignature() throws {
    let (ana, luz) = (try client("ana"), try client("luz"))
    let digest = try respond(ana, fileBytes: 300_000)
    let path = "\(root)/ana.bundle"
    try ana.exportBundle(to: path, encryptedTo: [luz.ownRecipient()])
    let report = try luz.importBundle(path)
    #expect(report.added == 1 && report.files == 1)
    #expect(report.origin == .unknown(key: try #require(try ana.store.bundleKey())))
    #expect(try luz.store.attachment(digest)?.held != nil)
    #expect(try luz.importBundle(path).unchanged == 1)
    let contents = try BundleFile.inspect(path, knownIn: root + "/luz")
    #expect(contents.recipients == [try luz.ownRecipient()])
    #expect(contents.responses.count == 1)
  }

  /// Also to whoever wrote it.
  @Test func nobodyElseReadsIt() throws {
    let (ana, luz, beto) = (try client("ana"), try client("luz"), try client("beto"))
    try respond(ana)
    let path = "\(root)/ana.bundle"
    let recipient = try luz.ownRecipient()
    _ = try beto.ownRecipient()
    try ana.exportBundle(to: path, encryptedTo: [recipient])
    for other in [ana, beto] {
      #expect(throws: BundleError.notForUs([recipient])) { try other.importBundle(path) }
    }
    #expect(try beto.store.summaries().isEmpty)
    #expect(throws: BundleError.notForUs([recipient])) { try BundleFile.inspect(path) }
    #expect(throws: BundleError.notForUs([recipient])) { try CoverageReport(of: path) }
    #expect(throws: BundleFileError(path: path, cause: .notForUs([recipient]))) {
      try BundleFile.merge([path], into: root + "/merged.bundle")
    }
    let file = try Data(contentsOf: URL(filePath: path))
    for secret in ["Rosa", "ana", "nombre"] {
      #expect(file.range(of: Data(secret.utf8)) == nil, "\(secret)")
    }
  }

  @Test func itIsSaidForWhomItIs() throws {
    let (ana, luz) = (try client("ana"), try client("luz"))
    let (own, other) = (try luz.ownRecipient(), try ana.ownRecipient())
    let known = try BundleFile.addressees([own, other], knownIn: root + "/luz")
    #expect(known.map(\.holder) == [.own, .unknown])
    #expect(try BundleFile.addressees([own], knownIn: nil).map(\.holder) == [.unknown])
    #expect(throws: ClientError.officeKeyUnknown(store: root + "/luz")) {
      try luz.officeRecipient()
    }
  }

  @Test func eachPartOfASplitBundleIsEncryptedAndKeepsItsSize() throws {
    let (ana, luz) = (try client("ana"), try client("luz"))
    for count in [700_000, 800_000, 900_000] { try respond(ana, fileBytes: count) }
    let report = try ana.exportBundle(
      to: "\(root)/ana.bundle", partBytes: 1 << 20, encryptedTo: [luz.ownRecipient()])
    #expect(report.paths.count >= 3)
    for path in report.paths {
      #expect(try Data(contentsOf: URL(filePath: path)).count <= 1 << 20)
      #expect(throws: BundleError.self) { try BundleFile.inspect(path) }
    }
    for path in report.paths.reversed() { _ = try luz.importBundle(path) }
    #expect(try luz.store.summaries().count == 3)
    #expect(try luz.store.attachments(.held, limit: 10).count == 3)
  }

  @Test func ofACutOrChangedFileNothingIsTaken() throws {
    let (ana, luz) = (try client("ana"), try client("luz"))
    try respond(ana, fileBytes: 200_000)
    let path = "\(root)/ana.bundle"
    try ana.exportBundle(to: path, encryptedTo: [luz.ownRecipient()])
    let whole = try Data(contentsOf: URL(filePath: path))
    var changed = whole
    changed[whole.count - 5] ^= 1
    for spoiled in [whole.dropLast(), whole.prefix(70_000), changed] {
      try Data(spoiled).write(to: URL(filePath: path))
      #expect(throws: BundleError.self) { try luz.importBundle(path) }
    }
    #expect(try luz.store.summaries().isEmpty)
    #expect(try luz.store.attachments(.held, limit: 10).isEmpty)
  }

  @Test func theOpeningKeyIsTheStoresForGood() throws {
    let luz = try client("luz")
    #expect(try luz.store.bundleOpeners().isEmpty)
    let recipient = try luz.ownRecipient()
    #expect(try Store.open(at: root + "/luz").bundleOpener().recipient == recipient)
    #expect(try client("ana").ownRecipient() != recipient)
  }

  @Test func aKeyFileIsReadAndAnythingElseIsNot() throws {
    let luz = try client("luz")
    let path = "\(root)/luz.key"
    try Data((try luz.ownRecipient().line + "\n").utf8).write(to: URL(filePath: path))
    #expect(try BundleRecipient(keyFile: path) == luz.ownRecipient())
    try Data("hola\n".utf8).write(to: URL(filePath: path))
    #expect(throws: ClientError.badKeyFile(path)) { try BundleRecipient(keyFile: path) }
  }
}
