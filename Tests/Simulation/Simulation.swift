/// Runs scenarios, each in a world of its own.
package enum Simulation {
  /// What a scenario came to.
  package struct Outcome: Sendable {
    package let table: MeetingTable
    package let violation: Violation?
  }

  package static func run(_ scenario: Scenario) async -> Outcome {
    var table = MeetingTable()
    do {
      let world = try World(seed: scenario.seed)
      defer { table = world.table }
      do {
        try await world.run(scenario)
        return Outcome(table: world.table, violation: nil)
      } catch let violation as Violation {
        return Outcome(table: world.table, violation: violation)
      }
    } catch {
      return Outcome(
        table: table, violation: Violation("the simulation itself failed", "\(error)"))
    }
  }

  /// The fewest steps of a failing scenario that break the same promise: leaves out ever smaller
  /// runs of steps, as long as the failure stays.
  package static func shrunken(_ scenario: Scenario, breaking rule: String) async -> Scenario {
    var scenario = scenario
    var size = max(1, scenario.steps.count / 2)
    while true {
      var isSmaller = false
      var start = 0
      while start < scenario.steps.count {
        var trial = scenario
        trial.steps.removeSubrange(start..<min(start + size, scenario.steps.count))
        if await run(trial).violation?.rule == rule {
          scenario = trial
          isSmaller = true
        } else {
          start += size
        }
      }
      if size == 1, !isSmaller { return scenario }
      if !isSmaller { size = max(1, size / 2) }
    }
  }
}
