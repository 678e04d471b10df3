import Crypto
import Foundation
import GRDB
import Replication
import SyncProtocol
import Synchronization
import Testing

@testable import SQLiteStore

/// Files that answers name, in the store.
@Suite struct AttachmentStoreTests {
  let folder = TemporaryFolder()
  let store: Store

  init() throws { store = try Store.create(at: folder.path, environment: TestWorld().environment) }

  static func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
  }

  static func digest(_ bytes: [UInt8]) throws -> AttachmentDigest {
    try #require(AttachmentDigest(Array(SHA256.hash(data: bytes))))
  }

  /// Keeps a file in pieces of so many bytes.
  private func keep(
    _ bytes: [UInt8], pieces: Int = 100_000, from source: String = "ana"
  ) throws -> AttachmentDigest {
    let digest = try Self.digest(bytes)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      let end = min(start + pieces, bytes.count)
      _ = try store.append(
        Array(bytes[start..<end]), to: digest, at: UInt64(start), from: source)
    }
    #expect(try store.complete(digest, from: source))
    return digest
  }

  private func all(_ digest: AttachmentDigest) throws -> [UInt8] {
    var found: [UInt8] = []
    while case let piece = try store.bytes(of: digest, from: UInt64(found.count)), !piece.isEmpty {
      found += piece
    }
    return found
  }

  /// A sealed response that names a file.
  private func respond(naming digest: AttachmentDigest, size: Int) throws -> RecordID {
    let id = try store.createResponse(definition: definition, area: "A", author: ana)
    let named = Attachment(
      sha256: digest.bytes, size: UInt64(size), type: "image/jpeg", name: "casa.jpg")
    try store.save(
      [(answer("/data/foto"), .attachment(named))], to: id, author: ana,
      shown: store.load(id).record)
    try store.seal(id)
    return id
  }

  @Test(arguments: [0, 1, 99_999, 100_000, 600_001])
  func aFileComesBackAsItCame(size: Int) throws {
    let bytes = Self.bytes(size)
    let digest = try keep(bytes)
    #expect(try all(digest) == bytes)
    #expect(try store.attachment(digest)?.held == 1)
    #expect(try store.attachment(digest)?.size == UInt64(size))
    if size > 150_000 {
      #expect(try store.bytes(of: digest, from: 150_000).first == bytes[150_000])
    }
    #expect(try StoreCheck.run(at: folder.path).isSound)
  }

  @Test func aPieceGoesOnWhereTheLastEnded() throws {
    let bytes = Self.bytes(1_000)
    let digest = try Self.digest(bytes)
    #expect(
      try store.append(Array(bytes[..<400]), to: digest, at: 0, from: "ana").progress.offset == 400)
    // Again, further on, and before: nothing is added, and the place is told.
    for offset: UInt64 in [0, 300, 401] {
      let again = try store.append(Array(bytes[..<400]), to: digest, at: offset, from: "ana")
      #expect(again.progress.offset == 400)
      #expect(!again.isAdded)
    }
    #expect(try store.progress(of: digest, from: "beto").offset == 0)
    _ = try store.append(Array(bytes[400...]), to: digest, at: 400, from: "ana")
    #expect(try store.attachment(digest)?.held == nil)
    #expect(try store.complete(digest, from: "ana"))
    #expect(try store.progress(of: digest, from: "beto").isComplete)
    #expect(try all(digest) == bytes)
  }

  @Test func anothersWrongBytesDoNotGetAmongOnesOwn() throws {
    let bytes = Self.bytes(1_000)
    let digest = try Self.digest(bytes)
    _ = try store.append(Array(bytes[..<500]), to: digest, at: 0, from: "ana")
    _ = try store.append(Self.bytes(1_000, seed: 9), to: digest, at: 0, from: "beto")
    #expect(try !store.complete(digest, from: "beto"))
    #expect(try store.progress(of: digest, from: "beto").offset == 0)
    _ = try store.append(Array(bytes[500...]), to: digest, at: 500, from: "ana")
    #expect(try store.complete(digest, from: "ana"))
    #expect(try all(digest) == bytes)
  }

  @Test func aFilePastTheLimitIsRefused() throws {
    let digest = try Self.digest([1])
    let error = try #require(throws: StoreError.self) {
      try store.append(
        [1, 2], to: digest, at: UInt64(SyncLimits.attachmentBytes) - 1, from: "ana")
    }
    #expect(error.code == "STORE-ATTACHMENT-TOO-LARGE")
    #expect(try store.attachment(digest) == nil)
  }

  @Test func whatIsNamedAndNotHereIsMissing() throws {
    let bytes = Self.bytes(1_000)
    let digest = try Self.digest(bytes)
    let id = try respond(naming: digest, size: 1_000)
    #expect(try store.attachments(.missing).map(\.digest) == [digest])
    #expect(try store.records(naming: digest) == [id])
    #expect(try store.areas(naming: digest) == ["A"])
    #expect(throws: StoreError.self) { try store.bytes(of: digest, from: 0) }
    _ = try keep(bytes)
    #expect(try store.attachments(.missing) == [])
    let upstream = UpstreamHistory(server: ReplicaID(high: 1, low: 1), epoch: 1)
    #expect(try store.attachments(.unknown(to: upstream)).map(\.digest) == [digest])
    try store.note(digest, heldBy: upstream, receipt: nil)
    #expect(try store.attachments(.unknown(to: upstream)) == [])
    #expect(try store.attachments(.unproven(by: upstream, under: upstream)).count == 1)
    let later = UpstreamHistory(server: ReplicaID(high: 1, low: 1), epoch: 2)
    #expect(try store.attachments(.unknown(to: later)).count == 1)
  }

  @Test func aFileOfNoSealedResponseIsNotOffered() throws {
    _ = try keep(Self.bytes(10))
    let upstream = UpstreamHistory(server: ReplicaID(high: 1, low: 1), epoch: 1)
    #expect(try store.attachments(.unknown(to: upstream)) == [])
    #expect(try store.attachments(.all).count == 1)
  }

  @Test func purgingLetsGoOfFilesThatAreProvenAndThatNoOtherNames() throws {
    let (shared, own) = (try keep(Self.bytes(500, seed: 2)), try keep(Self.bytes(700, seed: 3)))
    let first = try respond(naming: shared, size: 500)
    let second = try respond(naming: shared, size: 500)
    let third = try respond(naming: own, size: 700)
    for id in [first, second, third] {
      let context = try store.load(id).record.context
      try store.acknowledge([
        Receipt(record: id, digest: [UInt8](repeating: 0, count: 32), context: context)
      ])
    }
    func purge(_ id: RecordID, _ proven: Set<AttachmentDigest>) throws -> PurgeRefusal? {
      try store.purge(id, covered: store.load(id).record.context, attachments: proven)
    }
    #expect(try purge(third, []) == .attachment)
    #expect(try purge(third, [shared]) == .attachment)
    #expect(try all(own).count == 700)
    #expect(try purge(third, [own]) == nil)
    #expect(try store.attachment(own) == nil)
    #expect(try purge(first, [shared]) == nil)
    #expect(try all(shared).count == 500)
    #expect(try purge(second, [shared]) == nil)
    #expect(try store.attachments(.all) == [])
    #expect(try StoreCheck.run(at: folder.path).isSound)
  }

  @Test func damageIsFoundAndTheFileComesAgain() throws {
    let bytes = Self.bytes(300_000)
    let digest = try keep(bytes)
    #expect(try !store.doubt(digest))
    try store.close()
    let file = try DatabaseQueue(path: folder.path + "/campo.sqlite")
    try file.write {
      try $0.execute(
        sql: "UPDATE attachmentPiece SET bytes = zeroblob(length(bytes)) WHERE start = 100000")
    }
    try file.close()
    let report = try StoreCheck.run(at: folder.path)
    #expect(report.findings.map(\.code) == ["CHECK-ATTACHMENT"])
    #expect(!report.isSound)
    let again = try Store.open(at: folder.path)
    #expect(throws: StoreError.self) { try again.bytes(of: digest, from: 100_000) }
    #expect(try again.doubt(digest))
    #expect(try again.progress(of: digest, from: "upstream").offset == 0)
    _ = try again.append(bytes, to: digest, at: 0, from: "upstream")
    #expect(try again.complete(digest, from: "upstream"))
    #expect(try again.bytes(of: digest, from: 0) == bytes)
    #expect(try StoreCheck.run(at: folder.path).isSound)
  }

  @Test func whatNeverBecameWholeIsGivenUpAfterAMonth() throws {
    let now = Clock()
    var environment = StoreEnvironment.system
    environment.now = { now.time }
    let place = TemporaryFolder()
    let store = try Store.create(at: place.path, environment: environment)
    let (old, young) = (try Self.digest([1, 2]), try Self.digest([3, 4]))
    _ = try store.append([1], to: old, at: 0, from: "ana")
    now.advance(days: 29)
    _ = try store.append([3], to: young, at: 0, from: "ana")
    now.advance(days: 2)
    try store.dropUnfinishedAttachments()
    #expect(try store.progress(of: old, from: "ana").offset == 0)
    #expect(try store.progress(of: young, from: "ana").offset == 1)
  }
}

private final class Clock: Sendable {
  private let milliseconds = Mutex<Int64>(1_700_000_000_000)

  var time: WallTime { WallTime(milliseconds: milliseconds.withLock { $0 }) }

  func advance(days: Int64) { milliseconds.withLock { $0 += days * 24 * 3_600_000 } }
}
