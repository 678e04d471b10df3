import Foundation
import Processes
import Testing

/// `Tests/CrashShim/crash_shim.c`, built when it is first needed.
enum CrashShim {
  /// What happens at the chosen call; `crash_shim.c` says what each means.
  enum Fault: String, CaseIterable {
    case kill, cut, torn, eio, enospc, unsynced

    /// Which calls it can hit, by the letters of the shim's log.
    var letters: Set<Character> {
      switch self {
      case .kill, .cut, .torn, .eio: ["W", "S", "T", "C", "N"]
      case .enospc: ["W", "C", "N"]
      case .unsynced: ["S"]
      }
    }
  }

  /// Nil where there is no C compiler.
  static let library: String? = build("Tests/CrashShim/crash_shim.c", ["-shared", "-fPIC"])

  static let advice: Comment = "needs clang (it comes with Swift's toolchain) or cc in PATH"

  /// Compiles one C file of the package; nil where there is no compiler.
  static func build(_ source: String, _ options: [String]) -> String? {
    let output = FileManager.default.temporaryDirectory
      .appendingPathComponent("campo-\(UUID().uuidString)").path
    let file = BuiltProducts.packageRoot.appendingPathComponent(source).path
    for compiler in ["clang", "cc"] {
      let result = try? runCommand(
        "/usr/bin/env", [compiler, "-O1"] + options + [file, "-o", output, "-ldl"])
      if result?.status == 0 { return output }
    }
    return nil
  }

  /// The environment of a process whose calls under a folder are numbered, and that meets a fault.
  static func environment(
    under root: String, log: String, _ fault: Fault? = nil, at call: Int = 0,
    failing calls: Int = 0
  ) -> [String: String] {
    [
      "LD_PRELOAD": library ?? "", "CAMPO_CRASH_ROOT": root, "CAMPO_CRASH_LOG": log,
      "CAMPO_CRASH_HOW": fault?.rawValue ?? "", "CAMPO_CRASH_AT": String(call),
      "CAMPO_CRASH_FOR": String(calls), "CAMPO_CRASH_SEED": String(call),
    ]
  }
}
