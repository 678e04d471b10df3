import Interviewing

/// Everything that a run depends on: the fleet that a seed makes, and what happens in it.
package struct Scenario: Sendable {
  package let seed: UInt64
  package var steps: [Step]

  /// A scenario drawn from its seed.
  /// - Parameter operations: how many of the steps are operations; faults come besides.
  package init(seed: UInt64, operations: Int) {
    var random = SeededGenerator(seed: seed &* 0x9E37_79B9 &+ 1)
    self.seed = seed
    steps = []
    var left = operations
    var device: UInt8 = 0
    let hasHubs = addHubs()
    let operationWeights =
      operationWeights + (hasHubs ? hubOperationWeights : [])
      + (takesPhotos ? fileOperationWeights : [])
    let faultWeights = faultWeights + (hasHubs ? hubFaultWeights : [])
    // Some runs are quiet, so that few things meet; others are not.
    let faultsPerMille = [0, 100, 200, 300][Int(random.next() % 4)]
    while left > 0 {
      let isFault = random.next() % 1000 < faultsPerMille
      let kind: Step.Kind =
        isFault
        ? .fault(Self.drawn(from: faultWeights, &random))
        : .operation(Self.drawn(from: operationWeights, &random))
      if !isFault { left -= 1 }
      // People work on for a while before another does: interviews stay open meanwhile.
      if random.next() % 2 == 0 { device = UInt8(random.next() & 0xFF) }
      steps.append(Step(kind, device: device, bits: random.next()))
    }
  }

  /// A scenario as a failing seed printed it.
  package init(seed: UInt64, trace: String) {
    self.seed = seed
    steps = trace.split(separator: "\n").map { line in
      guard let step = Step(String(line)) else { preconditionFailure("not a step: \(line)") }
      return step
    }
  }

  /// Half the fleets have a hub or two from the beginning. Drawn apart, so that the others are what
  /// they were before there were hubs.
  private mutating func addHubs() -> Bool {
    var random = SeededGenerator(seed: seed &* 0xD134_2543_DE82_EF95 &+ 2)
    guard random.next() % 2 == 0 else { return false }
    for _ in 0...(random.next() % 2) {
      steps.append(Step(.fault(.newHub), device: 0, bits: random.next()))
    }
    return true
  }

  /// Half the fleets take photos; drawn apart, too.
  private var takesPhotos: Bool {
    var random = SeededGenerator(seed: seed &* 0xA24B_AED4_963E_E407 &+ 3)
    return random.next() % 2 == 0
  }

  private static func drawn<Thing>(
    from weights: [(Thing, UInt64)], _ random: inout SeededGenerator
  ) -> Thing {
    var place = random.next() % weights.reduce(0) { $0 + $1.1 }
    for (thing, weight) in weights {
      if place < weight { return thing }
      place -= weight
    }
    preconditionFailure("the weights are their own sum")
  }
}

private let operationWeights: [(Operation, UInt64)] = [
  (.newInterview, 6), (.resume, 8), (.answer, 14), (.correct, 10), (.clear, 4), (.missing, 4),
  (.addRow, 5), (.deleteRow, 4), (.comment, 4), (.finish, 4), (.approve, 4), (.reject, 4),
  (.void, 4), (.resolve, 5), (.sync, 18), (.bundleExport, 4), (.bundleImport, 4),
  (.bundleMerge, 4), (.purge, 5), (.moveVersion, 4),
]

private let hubOperationWeights: [(Operation, UInt64)] = [(.hubSync, 12)]

private let fileOperationWeights: [(Operation, UInt64)] = [(.attach, 8)]

private let hubFaultWeights: [(Fault, UInt64)] = [
  (.newHub, 1), (.restoreHub, 4), (.loseHub, 1),
]

private let faultWeights: [(Fault, UInt64)] = Fault.allCases.compactMap { fault in
  switch fault {
  case .newHub, .restoreHub, .loseHub: nil
  // These strike once; the others change a device for good.
  case .drop, .duplicate, .reorder, .truncate, .delay, .crashBefore, .crashAfter: (fault, 6)
  // They need a backup that was taken before, or change one device only.
  case .restoreDevice, .hiddenRestore, .moveArea, .reassignment, .skew, .previousVersion:
    (fault, 4)
  case .hiddenClone: (fault, 3)
  case .clone, .restoreServer: (fault, 2)
  default: (fault, 1)
  }
}
