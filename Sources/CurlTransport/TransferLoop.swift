internal import CCurl
internal import Foundation
internal import Synchronization

/// One exchange that somebody asked for.
struct TransferOrder: Sendable {
  var id: UInt64
  var request: TransportRequest
  /// Whether the connection is made before there is a body; `supply` brings it.
  var bodyComesLater = false
  /// Called once, on the loop's thread; at once where there is no libcurl.
  var finish: @Sendable (Transfer.Outcome) -> Void
}

/// Runs all exchanges of a transport on one thread with libcurl's multi interface.
final class TransferLoop: Sendable {
  private enum Command: Sendable {
    case start(TransferOrder)
    case supply(UInt64, [UInt8])
    case cancel(UInt64)

    /// Ends an exchange that was not begun.
    func fail(_ error: TransportError) {
      guard case .start(let order) = self else { return }
      order.finish(Transfer.Outcome(result: .failure(error), traffic: Traffic()))
    }
  }

  private struct Inbox {
    var commands: [Command] = []
    /// Set by `close`, obeyed by the thread.
    var isClosing = false
    /// While the thread may wait in it.
    var multi: MultiHandle?
    /// Why there is none.
    var obstacle: TransportError?
  }

  private static let pollMilliseconds: Int32 = 1_000

  private let inbox = Mutex(Inbox())
  private let settings: TransportSettings

  /// libcurl is loaded on the thread, while the caller puts its first request together.
  init(settings: TransportSettings) {
    self.settings = settings
    let thread = Thread { [self] in run() }
    thread.name = "campo-transport"
    thread.start()
  }

  func start(_ order: TransferOrder) { post(.start(order)) }

  /// The body of an exchange that began without; nothing happens if it has ended.
  func supply(_ id: UInt64, _ body: [UInt8]) { post(.supply(id, body)) }

  /// Ends the exchange at once; nothing happens if it has ended already.
  func cancel(_ id: UInt64) { post(.cancel(id)) }

  /// Ends every exchange as cancelled, then the thread.
  func close() {
    inbox.withLock { inbox in
      inbox.isClosing = true
      inbox.multi?.wakeUp()
    }
  }

  private func post(_ command: Command) {
    let obstacle = inbox.withLock { inbox in
      precondition(!inbox.isClosing, "a transport is used after it was let go")
      if inbox.obstacle == nil { inbox.commands.append(command) }
      inbox.multi?.wakeUp()
      return inbox.obstacle
    }
    if let obstacle { command.fail(obstacle) }
  }

  private func run() {
    Self.blockBrokenPipeSignal()
    do throws(TransportError) {
      let multi = try MultiHandle()
      inbox.withLock { $0.multi = multi }
      run(multi)
    } catch {
      let commands = inbox.withLock { inbox in
        inbox.obstacle = error
        return inbox.commands
      }
      for command in commands { command.fail(error) }
    }
  }

  private func run(_ multi: MultiHandle) {
    var running: [UInt64: Transfer] = [:]
    while true {
      let (commands, isClosing) = inbox.withLock { inbox in
        defer { inbox.commands = [] }
        return (inbox.commands, inbox.isClosing)
      }
      for command in commands { perform(command, multi, &running) }
      if isClosing { break }
      var failure = multi.advance()
      while let (transfer, code) = multi.nextFinished() {
        running[transfer.id] = nil
        end(transfer, multi, transfer.outcome(code))
      }
      failure = failure ?? multi.wait(milliseconds: Self.pollMilliseconds)
      if let failure {
        for transfer in running.values { end(transfer, multi, transfer.outcome(failure)) }
        running = [:]
      }
    }
    for transfer in running.values { end(transfer, multi, transfer.outcome(.cancelled)) }
    inbox.withLock { inbox in
      inbox.multi = nil
      multi.free()
    }
  }

  /// OpenSSL writes to connections that the peer has closed as it writes to files: on this thread
  /// that is an error to report, not the end of the process.
  private static func blockBrokenPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  private func perform(
    _ command: Command, _ multi: MultiHandle, _ running: inout [UInt64: Transfer]
  ) {
    switch command {
    case .start(let order):
      guard let transfer = Transfer(order, settings: settings) else {
        return command.fail(.engine(detail: "curl_easy_init"))
      }
      if let failure = transfer.prepare() ?? multi.add(transfer) {
        return order.finish(transfer.outcome(failure))
      }
      running[order.id] = transfer
    case .supply(let id, let body):
      running[id]?.supply(body)
    case .cancel(let id):
      guard let transfer = running.removeValue(forKey: id) else { return }
      end(transfer, multi, transfer.outcome(.cancelled))
    }
  }

  private func end(_ transfer: Transfer, _ multi: MultiHandle, _ outcome: Transfer.Outcome) {
    multi.remove(transfer)
    transfer.finish(outcome)
  }
}
