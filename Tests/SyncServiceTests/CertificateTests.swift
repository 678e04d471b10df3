import Campo
import Foundation
import Messages
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// Whose a bundle is, is known to whoever knows the office's key: it brings the office's word.
@Suite struct CertificateTests {
  private let office: TestServer

  init() throws {
    office = try TestServer()
    try office.publish()
  }

  private func fieldworker(_ name: String, at service: SyncService) throws -> Fieldworker {
    try Fieldworker(name, with: office.code(for: name), at: service)
  }

  /// What another device says of whose a bundle of this one is.
  private func origin(of ana: Fieldworker, at other: Store) throws -> BundleOrigin {
    let path = ana.folder.path + ".bundle"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try ana.client.exportBundle(to: path)
    return try BundleImport(into: other).take(path).origin
  }

  @Test func aDeviceThatNobodyHasMetIsKnownByTheOfficesWord() async throws {
    let (ana, beto) = (
      try fieldworker("ana", at: office.service), try fieldworker("beto", at: office.service)
    )
    _ = try ana.collect("Rosa")
    // It has told its key to nobody yet.
    let key = try ana.store.bundleSigner().publicKey
    #expect(try origin(of: ana, at: beto.store) == .unknown(key: key))
    #expect(try ana.store.wantsCertificate())
    try await ana.sync(with: office.service)
    #expect(try !ana.store.wantsCertificate())
    #expect(try origin(of: ana, at: beto.store) == .vouched(ana.client.author))
    // The office knows it by itself; whoever was enrolled by nobody has no office to believe.
    #expect(try origin(of: ana, at: office.store) == .known(ana.client.author))
    let stranger = TemporaryFolder()
    #expect(
      try origin(of: ana, at: Store.create(at: stranger.path + "/s")) == .unknown(key: key))
  }

  @Test func enrolmentBringsItToWhoeverTellsItsKey() throws {
    let key = [UInt8](repeating: 5, count: 32)
    let code = try office.code(for: "ana")
    let enrolled = try office.service.enrol(
      EnrolRequest(code: code.text, replica: ReplicaID(high: 1, low: 1), signingKey: key))
    let certificate = try #require(enrolled.certificate)
    #expect(certificate.key == key && certificate.author == enrolled.author)
    let verifier = try #require(ReceiptVerifier(publicKey: enrolled.receiptKey))
    #expect(verifier.accepts(certificate))
    #expect(try EnrolResponse(decoding: enrolled.encoded()) == enrolled)
    var other = certificate
    other.author.name = "eva"
    #expect(!verifier.accepts(other))
    other = certificate
    other.author.role = .coordinator
    #expect(!verifier.accepts(other))
  }

  @Test func aHubHandsOnWhatTheOfficeSigned() async throws {
    let hub = try TestHub(of: office)
    try await hub.sync(with: office.service)
    let ana = try fieldworker("ana", at: office.service)
    try await hub.sync(with: office.service)
    _ = try ana.collect("Rosa")
    _ = try ana.store.bundleSigner()
    try await ana.sync(with: hub.service)
    // The hub cannot sign, and asks upwards.
    #expect(try ana.store.wantsCertificate())
    try await hub.sync(with: office.service)
    try await hub.sync(with: office.service)
    try await ana.sync(with: hub.service)
    #expect(try !ana.store.wantsCertificate())
    let beto = try fieldworker("beto", at: office.service)
    #expect(try origin(of: ana, at: beto.store) == .vouched(ana.client.author))
  }

  @Test func whatTheOfficeDidNotSignIsNotBelieved() async throws {
    let (ana, beto) = (
      try fieldworker("ana", at: office.service), try fieldworker("beto", at: office.service)
    )
    try await ana.sync(with: office.service)
    let thief = try #require(ReceiptSigner(secret: [UInt8](repeating: 7, count: 32)))
    let key = try ana.store.bundleSigner().publicKey
    let coordinator = Author(name: "eva", role: .coordinator)
    let forged = thief.signed(DeviceCertificate(author: coordinator, key: key))
    try CertificateInbox(ana.store).take(forged)
    #expect(try ana.store.logLines().map(\.code).contains("CERTIFICATE-REFUSED"))
    #expect(try ana.store.wantsCertificate())
    // Nor where a bundle brings it, nor a good one beside another's key.
    #expect(try beto.store.origin(of: .holds(key: key, certificate: forged)) == .unknown(key: key))
  }

  /// Another's certificate, copied out of a bundle of his, vouches for nothing in one's own.
  @Test func aCertificateOfAnotherKeyIsPassedOver() throws {
    var own = try #require(BundleSigner(secret: [UInt8](repeating: 1, count: 32)))
    let others = try #require(BundleSigner(secret: [UInt8](repeating: 2, count: 32))).publicKey
    own.certificate = DeviceCertificate(
      author: Author(name: "ana", role: .supervisor), key: others, signature: [1])
    let header = BundleHeader(
      producer: ReplicaID(high: 1, low: 1), author: Author(name: "eva", role: .enumerator),
      created: WallTime(milliseconds: 1), definitions: [])
    var writer = BundleWriter()
    let bytes = writer.begin(header) + writer.signature(by: own) + writer.end()
    var reader = BundleReader()
    let parts = try reader.read(bytes)
    try reader.finish()
    #expect(parts.last == .signature(.holds(key: own.publicKey)))
  }
}
