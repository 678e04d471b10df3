import RecordCoding
import Replication

/// Walks the tree of all sequences. Of those that differ only in the order of neighbours which have
/// nothing to do with each other, one is walked; states met before are not checked again.
package struct Explorer: Sendable {
  package private(set) var sequences = 0
  package private(set) var conflicted = 0
  package private(set) var failures: [String] = []
  package var stateCount: Int { states.count }
  private var states: Set<Int> = []
  private var trace: [(step: Step, place: Int)] = []

  private static let mostFailures = 5

  package init() {}

  /// How many steps there are to choose from.
  package static var stepCount: Int { Operation.all.count }

  /// - Parameter firstSteps: which of the steps a sequence may begin with, by their place.
  package mutating func explore(_ fleet: Fleet, _ left: Int, firstSteps: Range<Int>? = nil) {
    // Enough is known.
    if failures.count >= Self.mostFailures { return }
    if left == 0 {
      sequences += 1
      check(fleet)
      return
    }
    for (place, step) in Operation.all.enumerated() {
      if let firstSteps, !firstSteps.contains(place) { continue }
      if let (last, lastPlace) = trace.last, place < lastPlace, step.isIndependent(of: last) {
        continue
      }
      var next = fleet
      next.perform(step)
      trace.append((step, place))
      explore(next, left - 1)
      trace.removeLast()
    }
  }

  private mutating func check(_ fleet: Fleet) {
    let records = fleet.members.map(\.record)
    guard states.insert(records.hashValue).inserted else { return }
    for member in fleet.members { checkAgainstOracle(member) }
    let (a, b, c) = (records[0], records[1], records[2])
    for (x, y) in [(a, b), (b, c), (c, a)] {
      expect(x.merged(with: y) == y.merged(with: x), "merge is not commutative")
    }
    let all = a.merged(with: b).merged(with: c)
    expect(all == a.merged(with: b.merged(with: c)), "merge is not associative")
    expect(all == c.merged(with: a).merged(with: b), "merge depends on the order")
    for record in records {
      expect(record.merged(with: record) == record, "merge is not idempotent")
      expect(all.merged(with: record) == all, "the join does not hold what it joined")
    }
    var joined = fleet.members[0].oracle
    joined.merge(fleet.members[1].oracle)
    joined.merge(fleet.members[2].oracle)
    expect(joined.record(Fleet.id) == all, "the full exchange is not what the events say")
    expect(
      RecordCoder.encode(all) == RecordCoder.encode(c.merged(with: b).merged(with: a)),
      "canonical bytes differ after a full exchange")
    if !all.conflicts.isEmpty { conflicted += 1 }
    checkAgainstOracle(Fleet.Member(record: all, oracle: joined, screen: all))
  }

  private mutating func checkAgainstOracle(_ member: Fleet.Member) {
    let (record, oracle) = (member.record, member.oracle)
    expect(oracle.record(Fleet.id) == record, "the record is not what its events say")
    expect(
      record.conflicts.map(\.key) == oracle.conflictedKeys, "a conflict was invented or swallowed")
    expect(
      RowPresences(record).presence(of: Fleet.row).isVisible
        == oracle.isVisible(Fleet.row, cells: [Fleet.cell]),
      "a row is wrongly shown or hidden")
    let (stage, isStale) = oracle.status
    let status = record.status
    expect(status.stage == stage, "the decisions come to another stage")
    expect(status.isStale == isStale, "staleness is wrong")
    for event in oracle.events {
      let superseded = event.writes.values.reduce(into: Set<Dot>()) { $0.formUnion($1.supersedes) }
      expect(superseded.isSubset(of: event.seen), "a write supersedes what nobody was shown")
    }
  }

  private mutating func expect(_ condition: Bool, _ rule: String) {
    if !condition, failures.count < Self.mostFailures {
      failures.append("\(rule): \(trace.map(\.step))")
    }
  }
}
