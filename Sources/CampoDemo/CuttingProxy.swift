import Foundation
import Synchronization

/// A bad network: passes TCP connections on to a port of this machine, and cuts one when told to.
///
/// Each connection has two threads, one a direction; `state` is behind its lock.
final class CuttingProxy: Sendable {
  let port: UInt16
  private let listener: LoopbackSocket
  private let target: UInt16
  private let state = Mutex(State())

  private struct State {
    /// Bytes the devices may still send before the cut; nil: no cut is due.
    var bytesBeforeCut: Int?
    var cuts = 0
  }

  private static let chunkBytes = 4096

  init(target: UInt16) throws(DemoError) {
    guard let (socket, port) = LoopbackSocket.listening() else { throw DemoError.noPort }
    listener = socket
    self.port = port
    self.target = target
    Thread.detachNewThread { [self] in
      while let device = listener.accepted() { serve(device) }
      listener.close()
    }
  }

  /// The next connections are cut once devices have sent `bytes` more bytes.
  func cut(afterBytes bytes: Int) {
    state.withLock { $0.bytesBeforeCut = bytes }
  }

  /// Cuts so far.
  var cuts: Int { state.withLock { $0.cuts } }

  func stop() { listener.shut() }

  private func serve(_ device: LoopbackSocket) {
    guard let server = LoopbackSocket.connected(to: target) else {
      device.close()
      return
    }
    let pair = ConnectionPair(device: device, server: server)
    Thread.detachNewThread { [self] in
      pump(from: device, to: server, counting: true)
      pair.finishOneDirection()
    }
    Thread.detachNewThread { [self] in
      pump(from: server, to: device, counting: false)
      pair.finishOneDirection()
    }
  }

  private func pump(from source: LoopbackSocket, to sink: LoopbackSocket, counting: Bool) {
    while true {
      let bytes = source.received(limit: Self.chunkBytes)
      guard !bytes.isEmpty else { return }
      let allowed = counting ? admitted(bytes.count) : bytes.count
      guard sink.send(bytes[..<allowed]), allowed == bytes.count else { return }
    }
  }

  /// How many of `count` bytes still pass; fewer means that the cut has come.
  private func admitted(_ count: Int) -> Int {
    state.withLock { state in
      guard let left = state.bytesBeforeCut else { return count }
      guard count <= left else {
        state.bytesBeforeCut = nil
        state.cuts += 1
        return left
      }
      state.bytesBeforeCut = left - count
      return count
    }
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
