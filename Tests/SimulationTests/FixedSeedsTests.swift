import Simulation
import Testing

/// The seeds that every test run repeats.
@Suite struct FixedSeedsTests {
  @Test(arguments: [1...25, 26...50])
  func noPromiseIsBroken(seeds: ClosedRange<UInt64>) async {
    for seed in seeds {
      let outcome = await Simulation.run(Scenario(seed: seed, operations: 80))
      #expect(outcome.violation == nil, "seed \(seed)")
    }
  }
}
