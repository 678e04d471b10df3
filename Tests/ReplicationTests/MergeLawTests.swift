import ReplicationOracle
import Testing

/// Every sequence of operations over three replicas, against the oracle that keeps every event.
/// Sequences of four are walked by `campo-simulate --exhaustive 4` (Docs/Simulation.md).
@Suite struct MergeLawTests {
  /// A record that all have seen, and one that nobody has begun.
  @Test(arguments: [(true, 3), (false, 2)])
  func everySequenceOfOperationsObeysTheLaws(isBegun: Bool, length: Int) {
    var explorer = Explorer()
    explorer.explore(isBegun ? .begun : Fleet(), length)
    print(
      """
      \(isBegun ? "begun" : "empty") record, \(Explorer.stepCount) steps, length \(length): \
      \(explorer.sequences) sequences, \(explorer.stateCount) distinct states, \
      \(explorer.conflicted) with a conflict, \(explorer.failures.count) violations
      """)
    #expect(explorer.failures == [])
    #expect(explorer.conflicted > 0)
  }
}
