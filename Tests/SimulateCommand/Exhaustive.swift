import ReplicationOracle

/// Every sequence of so many operations over three replicas, on several cores.
enum Exhaustive {
  /// Returns whether every state was what its events say.
  static func run(length: Int, workers: Int, firstFailure: Bool) async -> Bool {
    var isSound = true
    for (name, fleet) in [("begun", Fleet.begun), ("empty", Fleet())] {
      var (sequences, states, conflicted) = (0, 0, 0)
      var failures: [String] = []
      await withTaskGroup(of: Explorer.self) { group in
        var next = 0
        func launch() {
          guard next < Explorer.stepCount, !firstFailure || failures.isEmpty else { return }
          let first = next..<next + 1
          next += 1
          group.addTask {
            var explorer = Explorer()
            explorer.explore(fleet, length, firstSteps: first)
            return explorer
          }
        }
        for _ in 0..<max(1, workers) { launch() }
        while let explorer = await group.next() {
          sequences += explorer.sequences
          states += explorer.stateCount
          conflicted += explorer.conflicted
          failures += explorer.failures
          launch()
        }
      }
      var all = 1
      for _ in 0..<length { all *= Explorer.stepCount }
      print(
        """
        \(name) record, \(Explorer.stepCount) steps, length \(length): \(all) sequences, \
        \(sequences) that differ in more than the order of independent steps, \(states) states \
        checked, \(conflicted) with a conflict, \(failures.count) violations
        """)
      for failure in failures.prefix(5) { print(failure) }
      if !failures.isEmpty { isSound = false }
    }
    return isSound
  }
}
