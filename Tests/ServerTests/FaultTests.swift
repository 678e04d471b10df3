import Campo
import Foundation
import Interviewing
import Testing

/// A short exchange over links with faults: afterwards nothing is lost, doubled or made up.
///
/// Without `CAMPO_FAULTS=all` (`make faults`) a sample of the offsets and seeds is tried.
@Suite(.serialized) struct FaultTests {
  private static let triesAll = ProcessInfo.processInfo.environment["CAMPO_FAULTS"] == "all"
  /// A new server and new devices after so many exchanges keep the stores small.
  private static let exchangesASite = 50
  private static let spareBytes = 8

  @Test(arguments: LinkFault.Direction.allCases)
  func aCutAtAnyByteLosesAndDoublesNothing(direction: LinkFault.Direction) async throws {
    var exchange = try await FaultyExchange()
    let seed = UInt64.random(in: 0...9_999)
    var random = SeededGenerator(seed: seed)
    let size = direction == .toServer ? exchange.size.up : exchange.size.down
    // Later exchanges count higher and may be some bytes longer.
    let offsets = Array(0..<size + Self.spareBytes)
    let tried = Self.triesAll ? offsets : Array(offsets.shuffled(using: &random).prefix(20))
    var struck = 0
    for (number, offset) in tried.enumerated() {
      if number % Self.exchangesASite == Self.exchangesASite - 1 {
        try await exchange.finish()
        exchange = try await FaultyExchange()
      }
      let goesOn = Bool.random(using: &random)
      try await exchange.prepare()
      let proxy = try FaultProxy(
        to: exchange.site.server.port, first: [.cut(direction, after: offset)])
      do {
        try await exchange.sync(over: proxy.url, goingOn: goesOn)
      } catch SyncError.cancelled where !goesOn {
        // It wanted to go on, and was to leave that to the next synchronization.
      }
      struck += proxy.cuts()
      try await exchange.recover("seed \(seed), cut at \(offset), going on: \(goesOn)")
    }
    try await exchange.finish()
    #expect(struck >= tried.count - 2 * Self.spareBytes)
    if Self.triesAll { print("\(direction): \(struck) cuts in exchanges of some \(size) bytes") }
  }

  @Test func aFaultyLinkLosesAndDoublesNothing() async throws {
    let exchange = try await FaultyExchange()
    for fault in [
      LinkFault.reset(.toServer, after: exchange.size.up / 2), .reset(.toClient, after: 30),
      .delay(milliseconds: 15), .throttle(bytesPerSecond: 20_000), .duplicate(.copyFirst),
      .duplicate(.copyLast), .rewritten, .portal,
    ] {
      try await exchange.prepare()
      let proxy = try FaultProxy(to: exchange.site.server.port, first: [fault])
      try await exchange.sync(over: proxy.url, goingOn: true)
      try await exchange.recover("\(fault)")
    }
    try await exchange.finish()
  }

  /// A request that nobody answered reaches the server after one that tells more.
  @Test func anOldRequestAfterANewerOneChangesNothing() async throws {
    let exchange = try await FaultyExchange()
    try await exchange.prepare()
    let proxy = try FaultProxy(to: exchange.site.server.port, first: [.late, .overtaking])
    await #expect(throws: SyncError.cancelled) {
      try await exchange.sync(over: proxy.url, goingOn: false)
    }
    try exchange.correct()
    try await exchange.sync(over: proxy.url, goingOn: false)
    try await exchange.recover("an old request")
    try await exchange.finish()
  }

  @Test func severalFaultsInARowLoseAndDoubleNothing() async throws {
    let exchange = try await FaultyExchange()
    let size = exchange.size.up + exchange.size.down
    let first = Self.triesAll ? 1 : UInt64.random(in: 1...1_000)
    for seed in first..<first + (Self.triesAll ? 200 : 8) {
      try await exchange.prepare()
      let faults = LinkFault.several(seed: seed, cutWithin: size)
      let proxy = try FaultProxy(to: exchange.site.server.port, first: faults)
      try await exchange.sync(over: proxy.url, goingOn: true)
      try await exchange.recover("seed \(seed): \(faults)")
    }
    try await exchange.finish()
  }
}
