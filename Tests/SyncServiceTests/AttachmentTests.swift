import Campo
import Crypto
import Foundation
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// Files between devices, hubs and servers in one process; over HTTP they go in ServerTests.
@Suite struct AttachmentTests {
  static func digest(_ bytes: [UInt8]) throws -> AttachmentDigest {
    try #require(AttachmentDigest(Array(SHA256.hash(data: bytes))))
  }

  @Test func aFileIsProvedOnlyByTheServersOwnSignature() throws {
    let server = try TestServer()
    let caller = Caller(author: Author(name: "ana", role: .enumerator), areas: ["S-01"])
    let bytes: [UInt8] = Array(0..<200)
    let digest = try Self.digest(bytes)
    try server.service.append(bytes, to: digest, at: 0, from: caller)
    #expect(try server.service.attachmentStatus(digest, for: caller).receipt == nil)
    try server.service.completeAttachment(digest, from: caller)
    let status = try server.service.attachmentStatus(digest, for: caller)
    #expect(status.progress.isComplete)
    let receipt = try #require(status.receipt)
    #expect(receipt.digest == digest)
    #expect(receipt.sequence == 1)
    let code = try server.service.makeCode(for: caller.author, areas: ["S-01"])
    let enrolled = try server.service.enrol(
      EnrolRequest(code: code.text, replica: ReplicaID(high: 4, low: 4)))
    let verifier = try #require(ReceiptVerifier(publicKey: enrolled.receiptKey))
    #expect(verifier.accepts(receipt))
    for alter: (inout AttachmentReceipt) -> Void in [
      { $0.sequence += 1 }, { $0.epoch += 1 }, { $0.server = ReplicaID(high: 9, low: 9) },
    ] {
      var forged = receipt
      alter(&forged)
      #expect(!verifier.accepts(forged))
    }
    #expect(try AttachmentReceipt(fieldBytes: receipt.fieldBytes) == receipt)
  }

  @Test func aPieceThatDoesNotGoOnIsRefusedWithThePlace() throws {
    let server = try TestServer()
    let caller = Caller(author: Author(name: "ana", role: .enumerator), areas: ["S-01"])
    let digest = try Self.digest([1, 2, 3])
    try server.service.append([1, 2], to: digest, at: 0, from: caller)
    #expect(throws: ServiceError.attachmentOffset(expected: 2)) {
      try server.service.append([3], to: digest, at: 1, from: caller)
    }
    try server.service.append([4], to: digest, at: 2, from: caller)
    #expect(throws: ServiceError.attachmentDigest) {
      try server.service.completeAttachment(digest, from: caller)
    }
    #expect(try server.service.attachmentStatus(digest, for: caller).progress.offset == 0)
    #expect(throws: ServiceError.attachmentTooLarge(limit: SyncLimits.attachmentBytes)) {
      try server.service.append(
        [1], to: digest, at: UInt64(SyncLimits.attachmentBytes), from: caller)
    }
  }

  // MARK: Letting go

  /// Copies the office's file while it stands still, and notes the copy as a backup.
  private func backUp(_ office: TestServer) throws -> TestServer {
    let copy = TemporaryFolder()
    try office.store.close()
    try FileManager.default.copyItem(atPath: office.folder.path, toPath: copy.path)
    let again = try TestServer(at: office.folder)
    _ = try again.service.recordBackup(copy.path)
    return again
  }

  private static let photo: [UInt8] = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 * 7 >> 3) }

  @Test func aFileIsLetGoOfOnlyOnceABackupHoldsIt() async throws {
    var office = try TestServer()
    try office.publish()
    let ana = try Fieldworker("ana", with: office.code(for: "ana"), at: office.service)
    let id = try ana.collect("uno")
    let digest = try ana.attach(Self.photo, to: id)
    // The response alone, which a backup then holds.
    var first = SyncRun(
      ana.store, over: ServiceLink(service: office.service, token: ana.token), pause: { _ in })
    _ = try await first.run()
    office = try backUp(office)
    #expect(try await ana.sync(with: office.service).files.sent == 1)
    #expect(try ana.store.attachment(digest)?.receipt?.sequence == 1)
    #expect(try ana.client.purgeReceived().kept == [id: .attachment])
    office = try backUp(office)
    #expect(try ana.client.purgeReceived().kept == [id: .attachment], "it has not heard of it yet")
    try await ana.sync(with: office.service)
    #expect(try ana.client.purgeReceived().purged == [id])
    #expect(try ana.client.files().isEmpty)
    #expect(try StoreCheck.run(at: ana.folder.path).isSound)
    #expect(try office.store.attachment(digest)?.held == 1)
  }

  @Test func aHubHandsOnTheFileAndTheOfficesWordForIt() async throws {
    var office = try TestServer()
    try office.publish()
    let hub = try TestHub(of: office)
    try await hub.sync(with: office.service)
    let code = try office.code(for: "ana")
    try await hub.sync(with: office.service)
    let ana = try Fieldworker("ana", with: code, at: hub.service)
    let id = try ana.collect("uno")
    let digest = try ana.attach(Self.photo, to: id)
    #expect(try await ana.sync(with: hub.service).files.sent == 1)
    #expect(try ana.store.attachment(digest)?.receipt == nil, "a hub signs nothing")
    #expect(try await hub.sync(with: office.service).files.sent == 1)
    #expect(try office.store.attachment(digest)?.held == 1)
    office = try backUp(office)
    // Up for the horizons, then what the office signed comes down to the device.
    try await hub.sync(with: office.service)
    try await ana.sync(with: hub.service)
    try await ana.sync(with: hub.service)
    #expect(try ana.store.attachment(digest)?.receipt != nil)
    #expect(try ana.client.purgeReceived().purged == [id])

    let sara = try Fieldworker("sara", with: office.code(for: "sara"), at: office.service)
    let report = try await sara.sync(with: office.service, fetchingFiles: true)
    #expect(report.files.received == 1)
    #expect(try sara.store.bytes(of: digest, from: 0) == Array(Self.photo.prefix(1 << 18)))
  }

  @Test func anOfficeThatLostAFileIsSentItAgain() async throws {
    let office = try TestServer()
    try office.publish()
    let ana = try Fieldworker("ana", with: office.code(for: "ana"), at: office.service)
    let id = try ana.collect("uno")
    let copy = TemporaryFolder()
    try await ana.sync(with: office.service)
    try office.store.close()
    try FileManager.default.copyItem(atPath: office.folder.path, toPath: copy.path)
    let first = try TestServer(at: office.folder)
    let digest = try ana.attach(Self.photo, to: id)
    try await ana.sync(with: first.service)
    #expect(try first.store.attachment(digest)?.held == 1)
    // The machine burns; the copy is put back elsewhere.
    let restored = try TestServer(at: copy)
    #expect(try restored.store.attachment(digest) == nil)
    #expect(try await ana.sync(with: restored.service).files.sent == 1)
    #expect(try restored.store.attachment(digest)?.held == 1)
    #expect(try await ana.sync(with: restored.service).files.sent == 0)
  }

  /// Whoever was given a file and no longer has it, with nothing else to show that.
  @Test func aHubThatLostAFileIsSentItAgain() async throws {
    let office = try TestServer()
    try office.publish()
    let hub = try TestHub(of: office)
    let code = try office.code(for: "ana")
    try await hub.sync(with: office.service)
    let ana = try Fieldworker("ana", with: code, at: hub.service)
    let digest = try ana.attach(Self.photo, to: ana.collect("uno"))
    var first = SyncRun(
      ana.store, over: ServiceLink(service: hub.service, token: ana.token), pause: { _ in })
    _ = try await first.run()
    let followed = try #require(try ana.store.followedUpstream())
    try ana.store.note(digest, heldBy: followed, receipt: nil)
    #expect(try ana.store.attachments(.unknown(to: followed)).isEmpty)
    #expect(try await ana.sync(with: hub.service).files.sent == 1)
    #expect(try hub.store.attachment(digest)?.held == 1)
    _ = try ana.store.follow(followed, lostItsPast: true)
    #expect(try ana.store.attachments(.unknown(to: followed)).map(\.digest) == [digest])
  }
}
