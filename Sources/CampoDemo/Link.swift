import Foundation
import Processes
import Synchronization

/// A network between devices and a port of this machine: passes TCP connections on, counts what
/// passes, and cuts a connection when told to.
///
/// Each connection has two threads, one a direction; `state` is behind its lock.
final class Link: Sendable {
  /// Bytes that passed, with all that HTTP adds.
  struct Traffic: Sendable {
    /// From devices.
    var sent = 0
    /// To devices.
    var received = 0
  }

  /// Where devices connect to.
  let port: UInt16
  private let listener: LoopbackSocket
  private let target: UInt16
  private let state = Mutex(State())

  private struct State {
    /// Bytes the devices may still send before the cut; nil: no cut is due.
    var bytesBeforeCut: Int?
    var cuts = 0
    var traffic = Traffic()
  }

  private static let chunkBytes = 4096

  init(to target: UInt16) throws(DemoError) {
    guard let (socket, port) = LoopbackSocket.listening() else { throw DemoError.noPort }
    listener = socket
    self.port = port
    self.target = target
    Thread.detachNewThread { [self] in
      while let device = listener.accepted() { serve(device) }
      listener.close()
    }
  }

  var url: String { "http://127.0.0.1:\(port)" }

  /// The next connections are cut once devices have sent `bytes` more bytes.
  func cut(afterBytes bytes: Int) {
    state.withLock { $0.bytesBeforeCut = bytes }
  }

  /// Cuts so far.
  var cuts: Int { state.withLock { $0.cuts } }

  /// What passed so far.
  var traffic: Traffic { state.withLock { $0.traffic } }

  func stop() { listener.shut() }

  private func serve(_ device: LoopbackSocket) {
    guard let server = LoopbackSocket.connected(to: target) else {
      device.close()
      return
    }
    let pair = ConnectionPair(device: device, server: server)
    Thread.detachNewThread { [self] in
      pump(from: device, to: server, admitting: sending)
      pair.finishOneDirection()
    }
    Thread.detachNewThread { [self] in
      pump(from: server, to: device, admitting: receiving)
      pair.finishOneDirection()
    }
  }

  private func pump(
    from source: LoopbackSocket, to sink: LoopbackSocket, admitting: (Int) -> Int
  ) {
    while true {
      let bytes = source.received(limit: Self.chunkBytes)
      guard !bytes.isEmpty else { return }
      let allowed = admitting(bytes.count)
      guard sink.send(bytes[..<allowed]), allowed == bytes.count else { return }
    }
  }

  /// How many of `count` bytes from a device still pass; fewer means that the cut has come.
  private func sending(_ count: Int) -> Int {
    state.withLock { state in
      var allowed = count
      if let left = state.bytesBeforeCut {
        allowed = min(count, left)
        state.bytesBeforeCut = left - allowed
        if allowed < count {
          state.bytesBeforeCut = nil
          state.cuts += 1
        }
      }
      state.traffic.sent += allowed
      return allowed
    }
  }

  private func receiving(_ count: Int) -> Int {
    state.withLock { $0.traffic.received += count }
    return count
  }
}

extension Link.Traffic {
  static func - (later: Self, earlier: Self) -> Self {
    Self(sent: later.sent - earlier.sent, received: later.received - earlier.received)
  }
}

/// The two ends of one connection, closed when both directions have ended.
private final class ConnectionPair: Sendable {
  private let device: LoopbackSocket
  private let server: LoopbackSocket
  private let directionsOpen = Mutex(2)

  init(device: LoopbackSocket, server: LoopbackSocket) {
    self.device = device
    self.server = server
  }

  func finishOneDirection() {
    device.shut()
    server.shut()
    let left = directionsOpen.withLock { open in
      open -= 1
      return open
    }
    if left == 0 {
      device.close()
      server.close()
    }
  }
}
