import Foundation
import Processes
import Synchronization

/// The way of all connections of a `FaultProxy`: what passed, and what is held back.
final class FaultyLink: Sendable {
  let open = DispatchGroup()
  let passed = Mutex<(up: [UInt8], down: [UInt8])>(([], []))
  let cuts = Atomic<Int>(0)
  /// Requests that wait for one that overtakes them, in the order they came.
  let late = Mutex<[HTTPMessageBytes]>([])
  let server: UInt16

  init(to server: UInt16) { self.server = server }

  /// Carries a client's connection to its end, and closes it.
  func carry(_ client: LoopbackSocket, _ fault: LinkFault) {
    defer { client.close() }
    switch fault {
    case .none: forward(client, [:])
    case .cut(let direction, let count): forward(client, [direction: Pace(limit: count)])
    case .reset(let direction, let count):
      forward(client, [direction: Pace(limit: count, isAbrupt: true)])
    case .delay(let milliseconds):
      forward(client, bothWays: Pace(pauseSeconds: Double(milliseconds) / 1_000))
    case .throttle(let rate):
      let run = max(1, rate / 100)
      forward(client, bothWays: Pace(run: run, pauseSeconds: Double(run) / Double(rate)))
    case .duplicate(let order): duplicate(client, order)
    case .late: hold(client)
    case .overtaking: overtake(client)
    case .rewritten: rewrite(client)
    case .portal: greet(client)
    }
  }

  func note(_ bytes: [UInt8], _ direction: LinkFault.Direction) {
    passed.withLock { passed in
      switch direction {
      case .toServer: passed.up += bytes
      case .toClient: passed.down += bytes
      }
    }
  }
}

/// How bytes pass in one direction.
private struct Pace {
  /// After so many the connection ends.
  var limit = Int.max
  var isAbrupt = false
  /// The most that pass at once.
  var run = 16_384
  /// Before each run.
  var pauseSeconds = 0.0
}

extension FaultyLink {
  private func forward(_ client: LoopbackSocket, bothWays pace: Pace) {
    forward(client, [.toServer: pace, .toClient: pace])
  }

  /// Copies bytes as they come, both ways.
  private func forward(_ client: LoopbackSocket, _ paces: [LinkFault.Direction: Pace]) {
    guard let upstream = LoopbackSocket.connected(to: server) else { return }
    defer { upstream.close() }
    let answers = DispatchGroup()
    answers.enter()
    Thread {
      self.pump(from: upstream, to: client, .toClient, paces[.toClient] ?? Pace())
      answers.leave()
    }.start()
    pump(from: client, to: upstream, .toServer, paces[.toServer] ?? Pace())
    answers.wait()
  }

  /// Copies until an end or the limit, then ends both directions for good.
  private func pump(
    from source: LoopbackSocket, to target: LoopbackSocket, _ direction: LinkFault.Direction,
    _ pace: Pace
  ) {
    var left = pace.limit
    while left > 0 {
      let bytes = source.received(limit: min(pace.run, left))
      if pace.pauseSeconds > 0 { Thread.sleep(forTimeInterval: pace.pauseSeconds) }
      note(bytes, direction)
      guard !bytes.isEmpty, target.send(bytes) else { break }
      left -= bytes.count
    }
    if left == 0 { cuts.add(1, ordering: .relaxed) }
    if left == 0, pace.isAbrupt {
      // Wakes the other direction without a word to either side: closing says it.
      for connection in [source, target] { connection.abort() }
    } else {
      for connection in [source, target] { connection.shut() }
    }
  }
}
