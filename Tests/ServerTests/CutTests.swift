import Campo
import Foundation
import Messages
import Replication
import SQLiteStore
import SyncProtocol
import Synchronization
import Testing

/// Connections cut and servers killed in the middle.
@Suite(.serialized) struct CutTests {
  /// Bytes after which each connection is cut: within the head, within the body, within the answer.
  static let cuts: [(LinkFault.Direction, Int)] = [
    (.toServer, 1), (.toServer, 200), (.toServer, 5_000), (.toServer, 60_000),
    (.toClient, 1), (.toClient, 150), (.toClient, 300),
  ]

  /// A text that cannot be told in much fewer bytes.
  private static func noise(_ count: Int, seed: Int) -> String {
    var state = UInt64(seed)
    let letters = (0..<count).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(ascii: "a") + UInt8(state >> 59) % 26
    }
    return String(decoding: letters, as: UTF8.self)
  }

  @Test(arguments: cuts)
  func cutConnectionLosesAndDoublesNothing(
    direction: LinkFault.Direction, bytes: Int
  ) async throws {
    let site = try TestSite()
    let ana = try await site.enrol("ana")
    for age in 1...40 {
      try ana.collect(site.definition, ["age": "\(age)", "name": Self.noise(4_000, seed: age)])
    }
    let proxy = try FaultProxy(to: site.server.port, then: .cut(direction, after: bytes))
    try ana.follow(proxy.url)
    let task = Task {
      try await ana.sync { event in
        // One failure is what this test wants; the patience of a field device is not.
        if case .retrying = event { withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
    await #expect(throws: SyncError.self) { try await task.value }
    try ana.follow(site.server.url)
    #expect(try await ana.sync().waiting == 0)
    let store = try site.serverStore()
    let held = try store.summaries()
    #expect(held.count == 40)
    for summary in held {
      #expect(try store.load(summary.id).record == ana.store.load(summary.id).record)
    }
  }

  @Test(arguments: [2, 3, 4])
  func killedServerHasEverythingItAcknowledged(exchange: Int) async throws {
    let site = try TestSite()
    let ana = try await site.enrol("ana")
    // Five batches: after the one that is killed another one always follows.
    let long = String(repeating: "palabra ", count: 5_000)
    let taken = 220
    for age in 1...taken { try ana.collect(site.definition, ["age": "\(age)", "name": long]) }
    let sending = Mutex(0)
    let task = Task {
      try await ana.sync { event in
        switch event {
        case .sending:
          guard
            sending.withLock({
              $0 += 1
              return $0
            }) == exchange
          else { return }
          // While the batch is on its way or being merged.
          Thread.detachNewThread {
            Thread.sleep(forTimeInterval: Double.random(in: 0...0.02))
            site.server.killNow()
          }
        case .retrying: withUnsafeCurrentTask { $0?.cancel() }
        case .stored, .fetching, .sendingFile, .fetchingFile: break
        }
      }
    }
    await #expect(throws: SyncError.self) { try await task.value }
    let acknowledged = try ana.store.summaries().filter { !$0.isUnsent }.map(\.id)
    #expect(!acknowledged.isEmpty)
    let restarted = try ServerProcess(data: site.server.data)
    let store = try site.serverStore()
    for id in acknowledged {
      #expect(try store.load(id).record == ana.store.load(id).record)
    }
    try ana.follow(restarted.url)
    #expect(try await ana.sync().waiting == 0)
    #expect(try store.summaries().count == taken)
  }

  @Test func silentNetworkPageIsNotTakenForTheServer() async throws {
    let site = try TestSite()
    let ana = try await site.enrol("ana")
    try ana.collect(site.definition, ["age": "4"])
    let portal = try FaultProxy(to: site.server.port, then: .portal)
    try ana.follow(portal.url)
    let task = Task {
      try await ana.sync { event in
        if case .retrying(_, let reason) = event {
          #expect(reason.english.contains("log in"))
          withUnsafeCurrentTask { $0?.cancel() }
        }
      }
    }
    await #expect(throws: SyncError.self) { try await task.value }
    #expect(try ana.store.unacknowledgedCount() == 1)
  }
}
