import Foundation
import Messages
import Replication
import SQLiteStore
import SyncProtocol
import Testing

@testable import Campo

/// What lies under a name already is not written over unasked; a store's files never are.
@Suite struct OutputPlaceTests {
  private let team: Enumerators
  private var root: String { team.root }

  init() throws { team = try Enumerators() }

  private func respond(_ client: SurveyClient, fileBytes: Int) throws {
    let path = "\(root)/casa.jpg"
    try Data((0..<fileBytes).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ fileBytes) })
      .write(to: URL(filePath: path))
    let kept = try client.keepFile(at: path)
    let id = try client.store.createResponse(definition: "", area: "a", author: client.author)
    try client.store.save(
      [(.answer(AnswerKey(question: "/data/foto")), .attachment(kept))], to: id,
      author: client.author, shown: client.store.load(id).record)
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: root).sorted() }
  }

  @Test func noFileOfAStoreIsWrittenOverEvenWhenForced() throws {
    let ana = try team.client("ana")
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/link", withDestinationPath: "\(root)/ana")
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/database", withDestinationPath: "\(root)/ana/campo.sqlite")
    let before = try FileManager.default.contentsOfDirectory(atPath: "\(root)/ana").sorted()
    for place in ["ana/campo.sqlite", "ana/new.bundle", "link/x", "ana/../ana/x", "database"] {
      let path = "\(root)/\(place)"
      #expect(throws: OutputError.inData(path)) {
        try ana.exportBundle(to: path, overwriting: true)
      }
      #expect(throws: OutputError.inData(path)) {
        try StoreSalvage.run("\(root)/ana", to: path, overwriting: true)
      }
    }
    #expect(throws: OutputError.self) {
      try DataSet.export(from: "\(root)/ana", to: "\(root)/ana", overwriting: true)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(root)/ana").sorted() == before)
  }

  @Test func onlyItsOwnEarlierBundleGivesWay() throws {
    let (ana, beto) = (try team.client("ana"), try team.client("beto"))
    let path = "\(root)/week.bundle"
    try ana.exportBundle(to: path)
    try respond(ana, fileBytes: 10)
    #expect(try ana.exportBundle(to: path).responses == 1)
    #expect(throws: OutputError.exists(path)) { try beto.exportBundle(to: path) }
    #expect(try BundleFile.inspect(path).header.author.name == "ana")
    #expect(throws: OutputError.exists(path)) { try StoreSalvage.run("\(root)/ana", to: path) }
    #expect(throws: OutputError.exists(path)) { try BundleFile.merge([path], into: path) }
    // Put back to an old copy, the store may lack what the bundle holds.
    try ana.store.renewIdentity(reason: .init(es: "copia", en: "copy"))
    #expect(throws: OutputError.exists(path)) { try ana.exportBundle(to: path) }
    try beto.exportBundle(to: path, overwriting: true)
    #expect(try BundleFile.inspect(path).header.author.name == "beto")
  }

  /// Whoever writes one cannot open it.
  @Test func itsOwnEarlierEncryptedBundleGivesWayToo() throws {
    let (ana, beto, luz) = (
      try team.client("ana"), try team.client("beto"), try team.client("luz")
    )
    let path = "\(root)/week.bundle"
    let recipients = [try luz.ownRecipient()]
    for _ in 1...2 { try ana.exportBundle(to: path, encryptedTo: recipients) }
    try ana.exportBundle(to: path)
    try ana.exportBundle(to: path, encryptedTo: recipients)
    #expect(throws: OutputError.exists(path)) {
      try beto.exportBundle(to: path, encryptedTo: recipients)
    }
    try beto.exportBundle(to: path, encryptedTo: recipients, overwriting: true)
    #expect(throws: OutputError.exists(path)) {
      try ana.exportBundle(to: path, encryptedTo: recipients)
    }
  }

  @Test func anotherFileStays() throws {
    let ana = try team.client("ana")
    try respond(ana, fileBytes: 10)
    let path = "\(root)/notes.txt"
    try Data("apuntes".utf8).write(to: URL(filePath: path))
    let digest = try #require(try ana.files().first?.digest)
    #expect(throws: OutputError.exists(path)) { try ana.exportBundle(to: path) }
    #expect(throws: OutputError.exists(path)) { try ana.saveFile(digest, to: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "apuntes")
    try ana.saveFile(digest, to: path, overwriting: true)
    #expect(try Data(contentsOf: URL(filePath: path)).count == 10)
  }

  @Test func anExportOfDataReplacesOnlyWhatAnEarlierOneWrote() throws {
    let ana = try team.client("ana")
    let folder = "\(root)/csv"
    _ = try DataSet.export(from: "\(root)/ana", to: folder)
    _ = try DataSet.export(from: "\(root)/ana", to: folder)
    let index = "\(folder)/export.json"
    try Data("[]".utf8).write(to: URL(filePath: index))
    #expect(throws: OutputError.exists(index)) {
      try DataSet.export(from: "\(root)/ana", to: folder)
    }
    #expect(throws: FileError(.write, path: index, number: ENOTDIR)) {
      try DataSet.export(from: "\(root)/ana", to: index)
    }
    try ana.store.close()
  }

  @Test func aSplitExportThatFailsLeavesNoPartBehind() throws {
    let ana = try team.client("ana")
    for count in [700_000, 800_000, 3_000_000] { try respond(ana, fileBytes: count) }
    let before = try names
    #expect(throws: ClientError.self) {
      try ana.exportBundle(to: "\(root)/ana.bundle", partBytes: 1 << 20)
    }
    #expect(try names == before)
    // Nor where a later part's name is taken.
    try Data("apuntes".utf8).write(to: URL(filePath: "\(root)/ana.2.bundle"))
    #expect(throws: OutputError.exists("\(root)/ana.2.bundle")) {
      try ana.exportBundle(to: "\(root)/ana.bundle", partBytes: 4 << 20)
    }
    #expect(try names == (before + ["ana.2.bundle"]).sorted())
  }
}
