import ArgumentParser
import Foundation
import Simulation

@main
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campo-simulate",
    abstract: "Simulates fleets of devices under seeds; see Docs/Simulation.md.",
    discussion: "Example: campo-simulate --seeds 1000 --first 1 --operations 100")

  @Option(help: "How many seeds.") var seeds: UInt64 = 100
  @Option(help: "The first seed.") var first: UInt64 = 1
  @Option(help: "Operations a seed; faults come besides.") var operations = 100
  @Option(help: "Seeds that run at once.") var workers = 2
  @Option(help: "Instead, every sequence of so many steps over three replicas of one record.")
  var exhaustive: Int?
  @Option(help: "Instead, the steps in a file, as a failing seed printed them, of the first seed.")
  var trace: String?
  @Flag(help: "With --exhaustive: ends at the first failure.") var firstFailure = false
  @Flag(help: "A failing seed is not shrunken.") var noShrink = false
  @Flag(help: "Goes on after a failing seed; it is not shrunken then.") var keepGoing = false

  func run() async throws {
    Self.fixHashing()
    if let exhaustive {
      if await !Exhaustive.run(
        length: exhaustive, workers: workers, firstFailure: firstFailure)
      {
        throw ExitCode.failure
      }
      return
    }
    if let trace {
      let steps = try String(contentsOfFile: trace, encoding: .utf8)
      let outcome = await Simulation.run(Scenario(seed: first, trace: steps))
      guard let violation = outcome.violation else { return print("no violation") }
      print(violation)
      throw ExitCode.failure
    }
    let start = ContinuousClock.now
    var total = MeetingTable()
    var failures: [(seed: UInt64, violation: Violation)] = []
    var next = first
    let end = first + seeds
    var done = 0
    await withTaskGroup(of: (UInt64, Simulation.Outcome).self) { group in
      func launch() {
        guard next < end, keepGoing || failures.isEmpty else { return }
        let scenario = Scenario(seed: next, operations: operations)
        next += 1
        group.addTask { (scenario.seed, await Simulation.run(scenario)) }
      }
      for _ in 0..<max(1, workers) { launch() }
      while let (seed, outcome) = await group.next() {
        done += 1
        total.add(outcome.table)
        if let violation = outcome.violation {
          failures.append((seed, violation))
          print("seed \(seed): \(violation)")
          fflush(nil)
        }
        launch()
      }
    }
    let elapsed = start.duration(to: .now)
    let time = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    print(total.text)
    print(
      """
      \(done) seeds, \(total.operationCount) operations, \(failures.count) violations, \
      \(Int(time)) s: \(Int(Double(done) / time)) seeds/s, \
      \(Int(Double(total.operationCount) / time)) operations/s; each fault met each operation \
      \(total.least) times at least; \(total.letGo) responses were let go of
      """)
    guard let failure = failures.min(by: { $0.seed < $1.seed }) else { return }
    if !keepGoing, !noShrink { await shrink(failure.seed, failure.violation) }
    throw ExitCode.failure
  }

  private func shrink(_ seed: UInt64, _ violation: Violation) async {
    let scenario = Scenario(seed: seed, operations: operations)
    let small = await Simulation.shrunken(scenario, breaking: violation.rule)
    let again = await Simulation.run(small).violation
    print("seed \(seed), \(small.steps.count) of \(scenario.steps.count) steps are enough:")
    print(small.steps.map(\.description).joined(separator: "\n"))
    print("\(again ?? violation)")
  }

  /// Tables of the standard library have another order in every process, and a seed must say
  /// everything: the process begins again with one order.
  private static func fixHashing() {
    let name = "SWIFT_DETERMINISTIC_HASHING"
    guard ProcessInfo.processInfo.environment[name] == nil else { return }
    setenv(name, "1", 1)
    var arguments = CommandLine.arguments.map { strdup($0) }
    arguments.append(nil)
    execv("/proc/self/exe", arguments)
  }
}
