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
}
