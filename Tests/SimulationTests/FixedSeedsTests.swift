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

  @Test func aSeedSaysEverything() {
    let scenario = Scenario(seed: 7, operations: 50)
    let printed = scenario.steps.map(\.description).joined(separator: "\n")
    #expect(Scenario(seed: 7, operations: 50).steps == scenario.steps)
    #expect(Scenario(seed: 7, trace: printed).steps == scenario.steps)
  }
}
