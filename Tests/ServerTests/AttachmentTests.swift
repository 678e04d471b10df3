import Campo
import CurlTransport
import Foundation
import Replication
import SQLiteStore
import SyncProtocol
import Synchronization
import Testing

/// Files over HTTP, between the real client and the real server.
@Suite(.serialized) struct AttachmentTests {
  private static func photo(_ count: Int) -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    return (0..<count / 8).flatMap { _ in
      withUnsafeBytes(of: random.next()) { Array($0) }
    }
  }

  /// A client with a response that names a photo of so many bytes.
  private func client(
    _ name: String, at site: TestSite, photo bytes: [UInt8], area: String = "S-01"
  ) async throws -> (client: SurveyClient, digest: AttachmentDigest) {
    let client = try await site.enrol(name, area: area)
    let file = site.folder.path + "/\(name).jpg"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    let kept = try client.keepFile(at: file)
    #expect(kept.type == "image/jpeg")
    let id = try client.collect(site.definition, ["age": "31"])
    try client.store.save(
      [(.answer(AnswerKey(question: "/data/photo")), .attachment(kept))], to: id,
      author: client.author, shown: client.store.load(id).record)
    return (client, try #require(AttachmentDigest(kept)))
  }

  private func bytes(of digest: AttachmentDigest, in store: Store) throws -> [UInt8] {
    var found: [UInt8] = []
    while case let piece = try store.bytes(of: digest, from: UInt64(found.count)), !piece.isEmpty {
      found += piece
    }
    return found
  }

  @Test func aPhotoReachesTheServerAndTheSupervisor() async throws {
    let site = try TestSite()
    let photo = Self.photo(700_000)
    let (ana, digest) = try await client("ana", at: site, photo: photo)
    let report = try await ana.sync()
    #expect(report.files.sent == 1)
    #expect(report.files.bytesSent == UInt64(photo.count))
    #expect(try bytes(of: digest, in: site.serverStore()) == photo)
    #expect(try await ana.sync().files == AttachmentReport())

    let sara = try await site.enrol("sara")
    _ = try await sara.sync()
    #expect(try sara.files(.missing).map(\.digest) == [digest])
    let fetched = try await sara.sync(fetchesFiles: true)
    #expect(fetched.files.received == 1)
    #expect(try bytes(of: digest, in: sara.store) == photo)
    let copy = site.folder.path + "/copia.jpg"
    try sara.saveFile(digest, to: copy)
    #expect(try Array(Data(contentsOf: URL(fileURLWithPath: copy))) == photo)
  }

  @Test func aPhotoThatTheServerHasIsNotSentTwice() async throws {
    let site = try TestSite()
    let photo = Self.photo(100_000)
    let (ana, _) = try await client("ana", at: site, photo: photo)
    _ = try await ana.sync()
    let (beto, digest) = try await client("beto", at: site, photo: photo)
    let report = try await beto.sync()
    #expect(report.files.sent == 1)
    #expect(report.files.bytesSent == 0)
    #expect(try site.serverStore().records(naming: digest).count == 2)
  }

  @Test func nobodyGetsAPhotoOfAnotherArea() async throws {
    let site = try TestSite()
    let (ana, digest) = try await client("ana", at: site, photo: Self.photo(8_000))
    _ = try await ana.sync()
    let other = try await site.enrol("otra", area: "S-02")
    let token = try #require(try other.store.setting(.token))
    let path = WireFormat.attachmentsPath + digest.description
    let answer = try await site.ask(.get, path, token: token)
    #expect(answer.status == 404)
    #expect(answer.error.code == "ATTACHMENT-UNKNOWN")
    #expect(try await site.ask(.get, path).status == 401)
    for wrong in ["", "abc", digest.description.uppercased()] {
      let answer = try await site.ask(.get, WireFormat.attachmentsPath + wrong, token: token)
      #expect(answer.status == 404)
    }
    #expect(try await site.ask(.post, path, token: token).error.code == "SYNC-PATH")
    let bare = try await site.ask(.patch, path, token: token, body: [1])
    #expect(bare.error.code == "ATTACHMENT-HEADERS")
  }

  /// What an upload was told to be on the server's disk, and what went out again below it.
  private final class Watch: Sendable {
    private let state = Mutex((acknowledged: UInt64(0), repeated: UInt64(0), pieces: 0))

    func sends(from offset: UInt64) {
      state.withLock {
        if offset < $0.acknowledged { $0.repeated += $0.acknowledged - offset }
        $0.pieces += 1
      }
    }

    func hears(_ offset: UInt64) {
      state.withLock { $0.acknowledged = max($0.acknowledged, offset) }
    }

    var repeated: UInt64 { state.withLock { $0.repeated } }
    var pieces: Int { state.withLock { $0.pieces } }
  }

  private struct WatchedLink: AttachmentLink, SyncLink {
    let endpoint: SyncEndpoint
    let watch: Watch

    var traffic: Traffic { endpoint.traffic }

    func sync(_ request: SyncRequest) async throws(SyncError) -> SyncResponse {
      try await endpoint.sync(request)
    }

    func definition(_ hash: String) async throws(SyncError) -> DefinitionResponse {
      try await endpoint.definition(hash)
    }

    func state(of digest: AttachmentDigest) async throws(SyncError) -> AttachmentState {
      let state = try await endpoint.state(of: digest)
      watch.hears(state.offset)
      return state
    }

    func send(
      _ bytes: [UInt8], of digest: AttachmentDigest, at offset: UInt64, isLast: Bool
    ) async throws(SyncError) -> AttachmentState {
      watch.sends(from: offset)
      let state = try await endpoint.send(bytes, of: digest, at: offset, isLast: isLast)
      watch.hears(state.offset)
      return state
    }

    func fetch(
      _ digest: AttachmentDigest, from offset: UInt64, count: UInt64
    ) async -> AttachmentArrival {
      watch.sends(from: offset)
      let arrival = await endpoint.fetch(digest, from: offset, count: count)
      watch.hears(offset + UInt64(arrival.bytes.count))
      return arrival
    }
  }

  private func link(
    _ client: SurveyClient, to url: String, _ watch: Watch
  ) throws -> WatchedLink {
    WatchedLink(
      endpoint: SyncEndpoint(
        server: url, token: try client.store.setting(.token), settings: TransportSettings()),
      watch: watch)
  }

  private func run(
    _ client: SurveyClient, over link: WatchedLink, fetching: Bool
  ) async throws -> SyncReport {
    var run = SyncRun(
      client.store, over: link, files: link, fetchesFiles: fetching,
      pause: { _ in throw CancellationError() })
    return try await run.run()
  }

  /// Two megabytes each way, the connection cut after a random number of bytes, 20 times.
  @Test(arguments: [LinkFault.Direction.toServer, .toClient])
  func ofAPhotoCutTwentyTimesNoAcknowledgedByteGoesTwice(
    direction: LinkFault.Direction
  ) async throws {
    let site = try TestSite()
    let photo = Self.photo(2_000_000)
    let (ana, digest) = try await client("ana", at: site, photo: photo)
    let watch = Watch()
    let client: SurveyClient
    switch direction {
    case .toServer: client = ana
    case .toClient:
      _ = try await ana.sync()
      client = try await site.enrol("sara")
      _ = try await client.sync()
    }
    for _ in 0..<20 {
      // Each leaves some for those that follow.
      let proxy = try FaultProxy(
        to: site.server.port, then: .cut(direction, after: .random(in: 1...90_000)))
      let link = try link(client, to: proxy.url, watch)
      await #expect(throws: SyncError.self) {
        try await run(client, over: link, fetching: direction == .toClient)
      }
    }
    let last = try link(client, to: site.server.url, watch)
    let report = try await run(client, over: last, fetching: direction == .toClient)
    #expect(report.files.sent + report.files.received == 1)
    #expect(watch.repeated == 0)
    #expect(watch.pieces > 5, "the cuts were to come in the middle of the file")
    switch direction {
    case .toServer: #expect(try bytes(of: digest, in: site.serverStore()) == photo)
    case .toClient: #expect(try bytes(of: digest, in: client.store) == photo)
    }
  }

  @Test func aKilledServerHasWhatItSaidToHave() async throws {
    let site = try TestSite()
    let (ana, digest) = try await client("ana", at: site, photo: Self.photo(2_000_000))
    let watch = Watch()
    let link = try link(ana, to: site.server.url, watch)
    let task = Task {
      var run = SyncRun(
        ana.store, over: link, files: link, pause: { _ in throw CancellationError() })
      return try await run.run()
    }
    while watch.pieces == 0 { try await Task.sleep(for: .milliseconds(1)) }
    site.server.killNow()
    _ = await task.result
    let held = try site.serverStore().progress(of: digest, from: "caller ana")
    #expect(held.isComplete || held.offset % UInt64(SyncLimits.attachmentPieceBytes) == 0)
    #expect(try StoreCheck.run(at: site.server.data).isSound)
  }
}
