import Campo
import Foundation
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// A device signs what it writes to a stick; whoever takes it in hears whose it is.
@Suite struct SignedBundleTests {
  private let team: Enumerators
  private var root: String { team.root }

  init() throws { team = try Enumerators() }

  private func client(_ name: String) throws -> SurveyClient { try team.client(name) }

  /// A bundle of one response.
  private func bundle(of client: SurveyClient) throws -> String {
    _ = try client.store.createResponse(definition: "", area: "a", author: client.author)
    let path = "\(root)/\(client.author.name).bundle"
    try client.exportBundle(to: path)
    return path
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  @Test func whoTakesABundleHearsWhoseItIs() throws {
    let (ana, luz) = (try client("ana"), try client("luz"))
    let path = try bundle(of: ana)
    let key = try #require(try ana.store.bundleKey())
    let report = try luz.importBundle(path)
    #expect(report.origin == .unknown(key: key))
    #expect(report.added == 1)
    #expect(try ana.importBundle(path).origin == .known(ana.author))
    #expect(try BundleFile.inspect(path).origin == .unknown(key: key))
    #expect(try BundleFile.inspect(path, knownIn: root + "/ana").origin == .known(ana.author))
  }

  @Test func aStoreHasOneKeyForGood() throws {
    let ana = try client("ana")
    #expect(try ana.store.bundleKey() == nil)
    let key = try ana.store.bundleSigner().publicKey
    #expect(try Store.open(at: root + "/ana").bundleKey() == key)
    #expect(try client("luz").store.bundleSigner().publicKey != key)
  }

  @Test func whatNobodySignedIsTakenAndSaidToBeSo() throws {
    let (ana, luz) = (try client("ana"), try client("luz"))
    let merged = root + "/merged.bundle"
    _ = try BundleFile.merge([bundle(of: ana)], into: merged)
    let report = try luz.importBundle(merged)
    #expect(report.origin == .unsigned)
    #expect(report.added == 1)
  }

  /// An answer exchanged, and the digest at the end written anew.
  @Test func whatIsNotAsItWasSignedIsRefusedAndStays() throws {
    let (ana, luz) = (try client("ana"), try client("luz"))
    let path = try bundle(of: ana)
    let (anas, own) = (
      try Bundle(reading: bytes(path)), try Bundle(reading: bytes(bundle(of: luz)))
    )
    let seal = try signatureSection(path)
    var writer = BundleWriter()
    var forged = writer.begin(anas.header)
    for record in own.batch.records { forged += writer.record(record) }
    forged += writer.unknown(kind: seal.kind, bytes: seal.payload) + writer.end()
    try Data(forged).write(to: URL(filePath: path))

    let sara = try client("sara")
    #expect(throws: BundleError.signatureBroken) { try sara.importBundle(path) }
    #expect(try sara.store.summaries().isEmpty)
    #expect(try bytes(path) == forged)
    #expect(try BundleFile.inspect(path).origin == .broken)
    #expect(throws: BundleFileError(path: path, cause: .signatureBroken)) {
      try BundleFile.merge([path], into: root + "/merged.bundle")
    }
  }

  /// The last section before the end: 34 bytes of digest section, before it the signature's.
  private func signatureSection(_ path: String) throws -> (kind: UInt8, payload: [UInt8]) {
    let file = try bytes(path)
    let digestSection = 34
    // Tag 28 and its length, key and signature with theirs.
    let payload = 2 + (2 + 32) + (2 + 64)
    let section = Array(file.dropLast(digestSection).suffix(payload + 2))
    try #require(section[1] == UInt8(payload))
    return (section[0], Array(section.dropFirst(2)))
  }
}
