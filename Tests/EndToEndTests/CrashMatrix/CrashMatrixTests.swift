import Foundation
import Processes
import Replication
import SQLiteStore
import Testing

/// The executables under faults at every call that changes their store: what was acknowledged is
/// there, and `campo check` finds the store whole.
///
/// A sample of the points runs with all tests; `make crash` runs every one (`CAMPO_CRASH=all`).
@Suite(.serialized, .enabled(if: CrashShim.library != nil, CrashShim.advice))
struct CrashMatrixTests {
  /// How many points of a fault the sample has, spread over the run.
  private static let sample = 3
  private static let runsAll = ProcessInfo.processInfo.environment["CAMPO_CRASH"] == "all"

  @Test func interviewKeepsEveryAnswerItSaidItSaved() throws { try run(InterviewCrash.self) }

  @Test func importKeepsWhatWasHereAndCanBeRepeated() throws { try run(ImportCrash.self) }

  @Test func syncKeepsWhatTheDeviceHasAndWhatTheServerAcknowledged() throws {
    try run(SyncCrash.self)
  }

  @Test func serverKeepsWhatItAcknowledged() throws { try run(ServerCrash.self) }

  /// The shim drops what was not synced, and nothing else: else the matrix could not fail.
  @Test(arguments: [
    ("plain", CrashShim.Fault.cut, ""), ("synced", .cut, "text"), ("plain", .kill, "text"),
  ])
  func theShimForgetsWhatWasNotSynced(
    _ how: String, _ fault: CrashShim.Fault, _ left: String
  ) throws {
    let folder = try TemporaryFolder()
    let probe = try #require(CrashShim.build("Tests/CrashShim/probe.c", []))
    let file = try folder.write("", to: "file")
    let result = try runCommand(
      probe, [file, how],
      environment: CrashShim.environment(
        under: folder.root, log: "/dev/null", fault, at: how == "synced" ? 3 : 2))
    #expect(result.status == -SIGKILL)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == left)
  }

  private func run<Scenario: CrashScenario>(_ type: Scenario.Type) throws {
    let folder = try TemporaryFolder()
    let scenario = try Scenario(in: folder)
    let log = folder.path("calls")
    let faultless = try scenario.run(CrashShim.environment(under: scenario.root, log: log))
    try #require(faultless.problems == [], "\(Scenario.name) without a fault")
    let calls = Array(try String(contentsOfFile: log, encoding: .utf8))
    try #require(calls.count > 20)
    var rows: [String] = []
    for fault in CrashShim.Fault.allCases {
      let possible = calls.indices.filter { fault.letters.contains(calls[$0]) }
      var ended: [String: Int] = [:]
      let points = Self.runsAll ? possible : possible.spread(over: Self.sample)
      for index in points {
        let outcome = outcome(of: scenario, at: index, fault, log)
        #expect(
          outcome.problems == [],
          "\(Scenario.name), \(fault.rawValue) at call \(index + 1) (\(calls[index]))")
        let isKnown = [0, 1, -SIGKILL].contains(outcome.status)
        #expect(
          isKnown,
          "\(Scenario.name) ended with \(outcome.status), \(fault.rawValue) at call \(index + 1)")
        ended[
          outcome.status == 0 ? "done" : outcome.status == 1 ? "error" : "killed", default: 0] += 1
      }
      let ends = ended.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      rows.append(
        "\(Scenario.name) | \(fault.rawValue) | \(points.count) of \(possible.count) | "
          + ends.joined(separator: ", "))
    }
    print("run | fault | points | the run's end\n" + rows.joined(separator: "\n"))
  }

  private func outcome(
    of scenario: some CrashScenario, at index: Int, _ fault: CrashShim.Fault, _ log: String
  ) -> CrashOutcome {
    do {
      return try scenario.run(
        CrashShim.environment(
          under: scenario.root, log: log, fault, at: index + 1,
          failing: scenario is ServerCrash ? 3 : 0))
    } catch {
      return CrashOutcome(status: 0, problems: ["cannot be read: \(error)"])
    }
  }
}

extension [Int] {
  /// As many of them, from the first to the last.
  fileprivate func spread(over count: Int) -> [Int] {
    guard self.count > count, count > 1 else { return self }
    return (0..<count).map { self[$0 * (self.count - 1) / (count - 1)] }
  }
}
