import Foundation
import Glibc
import Processes

/// A command at a terminal of its own, spoken to as a person would.
final class InteractiveCommand {
  struct TimedOut: Error, CustomStringConvertible {
    let expected: String
    let seen: String
    var description: String { "‘\(expected)’ did not appear; seen:\n\(seen)" }
  }

  /// How long a text may take to appear before the test gives up on it.
  private static let patienceSeconds = 60

  private let terminal: Int32
  private let process: ChildProcess
  private var unread: [UInt8] = []
  private(set) var transcript = ""

  init(_ executable: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard openpty(&master, &slave, &name, nil, nil) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    // Ours to close, so that the end of the command is the end of the terminal.
    defer { close(slave) }
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    terminal = master
    let path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    process = try startCommand(
      executable, arguments, streams: .terminal(path), environment: environment)
  }

  /// Types a line.
  func type(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Reads until `text` has appeared after what was waited for before.
  func wait(for text: String) throws {
    let wanted = Array(text.utf8)
    let deadline = Date().addingTimeInterval(Double(Self.patienceSeconds))
    while true {
      if let end = unread.endOfFirst(wanted) {
        unread.removeFirst(end)
        return
      }
      guard Date() < deadline, readMore() else {
        throw TimedOut(expected: text, seen: transcript)
      }
    }
  }

  /// Reads to the end of the command and waits for it.
  func finish() -> ChildProcess.End {
    while readMore() {}
    return process.wait()
  }

  /// Ends the command as a power cut would, then waits for it.
  func kill() {
    process.kill()
    process.wait()
  }

  /// False when the other end is closed.
  private func readMore() -> Bool {
    var descriptor = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, Int32(Self.patienceSeconds * 1000)) > 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(terminal, &chunk, chunk.count)
    guard count > 0 else { return false }
    unread += chunk[..<count]
    transcript += String(decoding: chunk[..<count], as: UTF8.self)
    return true
  }

  deinit { close(terminal) }
}

extension [UInt8] {
  fileprivate func endOfFirst(_ wanted: [UInt8]) -> Int? {
    guard count >= wanted.count else { return nil }
    return (0...(count - wanted.count))
      .first { self[$0..<($0 + wanted.count)].elementsEqual(wanted) }
      .map { $0 + wanted.count }
  }
}
