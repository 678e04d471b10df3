import Campo
import Foundation
import Hub
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// A hub fetches from above what one of its devices asks for.
@Suite struct HubFilesTests {
  private let office: TestServer
  private let photo: [UInt8] = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 * 7 >> 3) }

  init() throws {
    office = try TestServer()
    try office.publish()
  }

  /// A hub that has a response of ana's and not its file, which the office has; and luz below it.
  private func site() async throws -> (hub: TestHub, luz: Fieldworker, digest: AttachmentDigest) {
    let ana = try Fieldworker("ana", with: office.code(for: "ana"), at: office.service)
    let digest = try ana.attach(photo, to: ana.collect("Rosa"))
    try await ana.sync(with: office.service)
    let luz = try Fieldworker("luz", with: office.code(for: "luz"), at: office.service)
    let hub = try TestHub(of: office)
    try await hub.sync(with: office.service)
    try await luz.sync(with: hub.service)
    return (hub, luz, digest)
  }

  private func files(_ hub: TestHub, over link: any AttachmentLink) -> HubFiles {
    HubFiles(hub.hub, over: { () throws(HubError) in link }, pause: { await Task.yield() })
  }

  @Test func whatADeviceAsksForIsFetchedWholeAndGiven() async throws {
    let (hub, luz, digest) = try await site()
    let caller = try hub.service.caller(authorization: "Bearer \(luz.token)")
    #expect(try hub.service.lacks(digest, for: caller))
    let files = files(hub, over: hub.link(to: office.service))
    for _ in 0..<1_000 where try hub.service.lacks(digest, for: caller) {
      await files.want(digest)
    }
    #expect(try hub.store.attachment(digest)?.held != nil)
    try await luz.sync(with: hub.service, fetchingFiles: true)
    #expect(try luz.store.attachment(digest)?.held != nil)
    // It came from there, and is not sent back.
    #expect(try await hub.sync(with: office.service).files.sent == 0)
  }

  /// A photo that the enumerator replaced before anything was sent: an earlier seal names it, and nothing
  /// that goes by the hub, or on a stick, does. It reaches the office all the same, so that her
  /// device may let go of it one day.
  @Test(arguments: [true, false])
  func whatOnlyAnEarlierSealNamesIsHandedOn(byHub: Bool) async throws {
    let code = try office.code(for: "ana")
    let hub = try TestHub(of: office)
    try await hub.sync(with: office.service)
    let ana = try Fieldworker("ana", with: code, at: hub.service)
    let id = try ana.collect("Rosa")
    let replaced = try ana.attach(photo, to: id)
    try ana.store.seal(id)
    _ = try ana.attach(Array(photo.dropLast()), to: id)
    let carrier: Store
    if byHub {
      #expect(try await ana.sync(with: hub.service).files.sent == 2)
      carrier = hub.store
      #expect(try await hub.sync(with: office.service).files.sent == 2)
      try await ana.sync(with: hub.service)
      #expect(try ana.store.attachment(replaced)?.receipt != nil)
    } else {
      let eva = try Fieldworker("eva", with: office.code(for: "eva"), at: office.service)
      carrier = eva.store
      let (stick, other) = (ana.folder.path + ".bundle", eva.folder.path + ".bundle")
      defer { for path in [stick, other] { try? FileManager.default.removeItem(atPath: path) } }
      _ = try ana.client.exportBundle(to: stick)
      #expect(try eva.client.importBundle(stick).files == 2)
      // And from stick to stick.
      #expect(try eva.client.exportBundle(to: other).files == 2)
      #expect(try await eva.sync(with: office.service).files.sent == 2)
    }
    #expect(try carrier.records(naming: replaced).isEmpty)
    #expect(try office.store.attachment(replaced)?.held != nil)
    #expect(try !office.store.isDamaged(replaced))
    // Nothing names it at the office either: whoever does know of it came to know by an earlier seal.
    #expect(try office.store.records(naming: replaced).isEmpty)
    let luz = Caller(author: Author(name: "luz", role: .supervisor), areas: ["S-01"])
    #expect(try office.service.attachment(replaced, for: luz).digest == replaced)
    let named = try #require(office.store.attachments(of: id).first).digest
    let other = Caller(author: luz.author, areas: ["S-02"])
    #expect(throws: ServiceError.noSuchAttachment) {
      try office.service.attachment(named, for: other)
    }
  }

  /// One that was taken and never part of a sealed answer stays where it is.
  @Test func whatNoSealNamesIsNotHandedOn() async throws {
    let ana = try Fieldworker("ana", with: office.code(for: "ana"), at: office.service)
    let id = try ana.collect("Rosa")
    let dropped = try ana.attach(photo, to: id)
    _ = try ana.attach(Array(photo.dropLast()), to: id)
    #expect(try await ana.sync(with: office.service).files.sent == 1)
    #expect(try office.store.attachment(dropped) == nil)
    // Until somebody brings it who had it in an answer.
    #expect(try ana.store.complete(dropped, from: "x"))
    #expect(try ana.store.attachment(dropped)?.isHandedOver == false)
    _ = try ana.store.complete(dropped, from: "x", isHandedOver: true)
    #expect(try await ana.sync(with: office.service).files.sent == 1)
    #expect(try office.store.attachment(dropped)?.held != nil)
  }

  /// What one is not given at the office, one's hub does not fetch.
  @Test func nobodyMakesAHubFetchWhatConcernsHimNot() async throws {
    let (hub, luz, digest) = try await site()
    let eva = Caller(author: Author(name: "eva", role: .enumerator), areas: ["S-02"])
    #expect(try !hub.service.lacks(digest, for: eva))
    let other = try #require(AttachmentDigest([UInt8](repeating: 7, count: 32)))
    let caller = try hub.service.caller(authorization: "Bearer \(luz.token)")
    #expect(try !hub.service.lacks(other, for: caller))
    // An office has nobody above.
    let atOffice = Caller(author: eva.author, areas: ["S-01"])
    #expect(try !office.service.lacks(digest, for: atOffice))
  }

  @Test func whatComesAlteredIsGivenToNobody() async throws {
    let (hub, luz, digest) = try await site()
    let files = files(hub, over: FalseFiles(size: UInt64(photo.count)))
    for _ in 0..<50 { await files.want(digest) }
    for _ in 0..<10_000 where try !hub.store.logLines().contains(where: \.isOfAFalseFile) {
      await Task.yield()
    }
    #expect(try hub.store.logLines().contains(where: \.isOfAFalseFile))
    #expect(try hub.store.attachment(digest)?.held == nil)
    let caller = try hub.service.caller(authorization: "Bearer \(luz.token)")
    #expect(throws: ServiceError.noSuchAttachment) {
      try hub.service.attachment(digest, for: caller)
    }
  }
}

extension LogLine {
  fileprivate var isOfAFalseFile: Bool { code == "SYNC-ATTACHMENT" }
}

/// A server that gives other bytes than were asked for.
private struct FalseFiles: AttachmentLink {
  let size: UInt64

  func state(of digest: AttachmentDigest) async throws(SyncError) -> AttachmentState {
    AttachmentState(offset: 0, isComplete: false)
  }

  func send(
    _ bytes: [UInt8], of digest: AttachmentDigest, at offset: UInt64, isLast: Bool
  ) async throws(SyncError) -> AttachmentState {
    AttachmentState(offset: 0, isComplete: false)
  }

  func fetch(
    _ digest: AttachmentDigest, from offset: UInt64, count: UInt64
  ) async -> AttachmentArrival {
    AttachmentArrival(
      bytes: [UInt8](repeating: 1, count: Int(min(count, size - offset))), size: size,
      failure: nil)
  }
}
