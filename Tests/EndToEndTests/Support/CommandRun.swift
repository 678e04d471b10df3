import Foundation
import Glibc

/// What a command that ended left behind.
struct CommandResult {
  /// The exit code; for a command ended by a signal, minus the signal's number.
  let status: Int32
  let output: String
  let errors: String
  /// The peak of resident memory, in bytes, as last seen before the end.
  let peakMemory: Int

  /// The output read as JSON.
  func json() throws -> Any {
    try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed)
  }
}

/// Runs `campo` with `arguments` to its end.
func campo(
  _ arguments: String..., input: String = "", environment: [String: String] = [:]
) throws -> CommandResult {
  try runCommand(BuiltProducts.campo, arguments, input: input, environment: environment)
}

/// Runs an executable to its end, its streams being files, so that no pipe can fill up.
func runCommand(
  _ executable: String, _ arguments: [String], input: String = "",
  environment: [String: String] = [:]
) throws -> CommandResult {
  let folder = try TemporaryFolder()
  let streams = ["in", "out", "err"].map { folder.path($0) }
  try Data(input.utf8).write(to: URL(fileURLWithPath: streams[0]))
  let process = try SpawnedProcess(
    executable, arguments, streams: streams, environment: environment)
  let (status, peakMemory) = process.wait()
  return CommandResult(
    status: status,
    output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: streams[1])), as: UTF8.self),
    errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: streams[2])), as: UTF8.self),
    peakMemory: peakMemory)
}

/// A child process whose three streams are opened from paths (files, or a terminal).
struct SpawnedProcess {
  struct Failure: Error { let number: Int32 }

  /// `POSIX_SPAWN_SETSID`, which Glibc's module leaves out.
  private static let startsSession: Int16 = 0x80

  let id: pid_t

  init(
    _ executable: String, _ arguments: [String], streams: [String], inNewSession: Bool = false,
    environment: [String: String] = [:]
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, path) in streams.enumerated() {
      let flags = inNewSession ? O_RDWR : descriptor == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC
      posix_spawn_file_actions_addopen(&actions, Int32(descriptor), path, flags, 0o600)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if inNewSession { posix_spawnattr_setflags(&attributes, Self.startsSession) }

    var variables = ProcessInfo.processInfo.environment
    variables["LANG"] = "es_SV.UTF-8"
    variables["LC_ALL"] = nil
    variables.merge(environment) { $1 }
    var argv = ([executable] + arguments).map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var child = pid_t()
    let result = posix_spawn(&child, executable, &actions, &attributes, &argv, &envp)
    guard result == 0 else { throw Failure(number: result) }
    id = child
  }

  private static let pollMicroseconds: UInt32 = 2_000

  /// Waits for the end: its status as in `CommandResult`, and the peak of resident memory in bytes.
  ///
  /// The peak is read while the process runs: what the kernel reports at its end counts the memory
  /// of the process that spawned it too, from before the executable was loaded.
  func wait() -> (status: Int32, peakMemory: Int) {
    var status: Int32 = 0
    var peak = 0
    while true {
      peak = max(peak, peakMemory)
      let ended = waitpid(id, &status, WNOHANG)
      if ended == id || (ended < 0 && errno != EINTR) { break }
      usleep(Self.pollMicroseconds)
    }
    let signal = status & 0x7f
    return (signal == 0 ? (status >> 8) & 0xff : -signal, peak)
  }

  /// Of the running process, in bytes; 0 once it has ended.
  private var peakMemory: Int {
    guard let file = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
      let line = file.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return 0 }
    return kilobytes * 1024
  }

  func kill() { Glibc.kill(id, SIGKILL) }

  func terminate() { Glibc.kill(id, SIGTERM) }

  /// Whether it has not ended; `wait` is to be called all the same.
  var isRunning: Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(id), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == 0
  }
}
