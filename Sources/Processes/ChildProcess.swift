public import Foundation
internal import Synchronization

/// A process started from this one, whose streams are files or terminals and never pipes, so that none can fill up.
///
/// Foundation's `Process` is not used: on Linux it learns of an end through a socket that whatever is
/// started meanwhile inherits, and then waits for that one's end too. A child here inherits its three streams and nothing else.
public final class ChildProcess: Sendable {
  /// Where the streams of a child lead.
  public struct Streams: Sendable {
    var input: String
    var output: String
    var errors: String
    var flags: (input: Int32, output: Int32)

    /// Output and errors go to files that are begun anew.
    public static func files(
      input: String = "/dev/null", output: String = "/dev/null", errors: String = "/dev/null"
    ) -> Streams {
      Streams(
        input: input, output: output, errors: errors,
        flags: (O_RDONLY, O_WRONLY | O_CREAT | O_TRUNC))
    }

    /// Output and errors are added at the end of one file.
    public static func log(_ path: String) -> Streams {
      Streams(
        input: "/dev/null", output: path, errors: path,
        flags: (O_RDONLY, O_WRONLY | O_CREAT | O_APPEND))
    }

    /// All three are one terminal, which becomes the child's own in a session of its own.
    public static func terminal(_ path: String) -> Streams {
      Streams(input: path, output: path, errors: path, flags: (O_RDWR, O_RDWR))
    }

    var startsSession: Bool { flags.input == O_RDWR }
  }

  /// The executable cannot be started: the system's number of the reason.
  public struct NotStarted: Error, CustomStringConvertible {
    public let executable: String
    public let number: Int32

    public var description: String { "\(executable): \(String(cString: strerror(number)))" }
  }

  /// How a child ended.
  public struct End: Sendable {
    /// The exit code; for one ended by a signal, minus the signal's number.
    public let status: Int32
    /// The most memory it had resident, in bytes, as last seen before the end.
    public let peakMemory: Int
  }

  public let id: pid_t
  private let end = Mutex<(status: Int32?, peak: Int)>((nil, 0))

  /// - Parameters:
  ///   - executable: a path.
  ///   - environment: what differs from this process's own; nil takes a variable away.
  public init(
    _ executable: String, _ arguments: [String], streams: Streams,
    environment: [String: String?] = [:]
  ) throws(NotStarted) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let opened = [
      (streams.input, streams.flags.input), (streams.output, streams.flags.output),
      (streams.errors, streams.flags.output),
    ]
    for (descriptor, (path, flags)) in opened.enumerated() {
      posix_spawn_file_actions_addopen(&actions, Int32(descriptor), path, flags, 0o600)
    }
    for descriptor in Int32(opened.count)..<Self.mostDescriptors {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if streams.startsSession { posix_spawnattr_setflags(&attributes, Self.newSession) }

    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value }
    var argv = ([executable] + arguments).map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var child = pid_t()
    let result = posix_spawn(&child, executable, &actions, &attributes, &argv, &envp)
    guard result == 0 else { throw NotStarted(executable: executable, number: result) }
    id = child
  }

  /// Nobody waits for it any more. One that had ended and was never waited for would stay in the table of
  /// processes, where Swift Testing's exit tests see it for ever, and the end of their own child never.
  deinit {
    kill()
    wait()
  }

  /// Below this a descriptor is closed in the child; `posix_spawn_file_actions_addclosefrom_np` is one
  /// more thing that Glibc's module leaves out.
  private static let mostDescriptors: Int32 = 1_024

  /// `POSIX_SPAWN_SETSID`, which Glibc's module leaves out.
  private static let newSession: Int16 = 0x80
  private static let pollMicroseconds: UInt32 = 2_000

  /// Waits for the end; says the same again when asked again.
  ///
  /// The peak of memory is read while it runs: what the kernel reports at the end counts the memory
  /// of the process that started it too, from before the executable was loaded.
  @discardableResult
  public func wait() -> End {
    while true {
      if let ended = endIfReached() { return ended }
      usleep(Self.pollMicroseconds)
    }
  }

  private func endIfReached() -> End? {
    let peak = residentPeak
    return end.withLock { end in
      if let status = end.status { return End(status: status, peakMemory: end.peak) }
      end.peak = max(end.peak, peak)
      var status: Int32 = 0
      let ended = waitpid(id, &status, WNOHANG)
      guard ended == id || (ended < 0 && errno != EINTR) else { return nil }
      let signal = status & 0x7f
      let code = signal == 0 ? (status >> 8) & 0xff : -signal
      end.status = code
      return End(status: code, peakMemory: end.peak)
    }
  }

  public var isRunning: Bool { endIfReached() == nil }

  /// Ends it at once, as a power cut does; `wait` is to be called all the same.
  public func kill() { signal(SIGKILL) }

  /// Asks it to end.
  public func terminate() { signal(SIGTERM) }

  // Not after its end was seen: the number may be another process's by then.
  private func signal(_ number: Int32) {
    end.withLock { end in
      if end.status == nil { _ = Foundation.kill(id, number) }
    }
  }

  /// The most memory it had resident so far, in bytes; 0 once it has ended.
  public var residentPeak: Int {
    guard let file = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
      let line = file.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return 0 }
    return kilobytes << 10
  }
}
