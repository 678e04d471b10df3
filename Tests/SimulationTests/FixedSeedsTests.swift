import Simulation
import Testing

/// The seeds that every test run repeats.
@Suite struct FixedSeedsTests {
  @Test(arguments: [1...20, 21...40])
  func noPromiseIsBroken(seeds: ClosedRange<UInt64>) async {
    for seed in seeds {
      let outcome = await Simulation.run(Scenario(seed: seed, operations: 60))
      #expect(outcome.violation == nil, "seed \(seed)")
    }
  }

  /// A row is deleted on a screen that was opened before another device's edit of it came, after that
  /// edit was resolved on another screen of the same person.
  @Test func aDeletionAfterAResolutionHidesTheRow() async {
    let trace = """
      addRow 43 ff844f7c7807b526
      bundleExport 201 a972e58cd4861726
      bundleImport 52 1a046c833243c35b
      correct 33 f4e1e6c9aa060109
      correct 144 2c7e2d577e3568bd
      sync 148 72f8a51802262632
      sync 9 666f4335e2ccb4cf
      addRow 213 f88d3da959bdc791
      deleteRow 49 d705943d5644ff4e
      resolve 233 16d90ae238ff2132
      addRow 65 6ebfdba39584a72d
      deleteRow 117 61ca0ca6cf37b8a9
      """
    let outcome = await Simulation.run(Scenario(seed: 3158, trace: trace))
    #expect(outcome.violation == nil)
  }

  @Test func aSeedSaysEverything() {
    let scenario = Scenario(seed: 7, operations: 50)
    let printed = scenario.steps.map(\.description).joined(separator: "\n")
    #expect(Scenario(seed: 7, operations: 50).steps == scenario.steps)
    #expect(Scenario(seed: 7, trace: printed).steps == scenario.steps)
  }
}
