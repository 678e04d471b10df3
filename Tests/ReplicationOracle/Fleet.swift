import Replication

/// Three replicas of one record, each with the real state and with the oracle's.
package struct Fleet: Sendable {
  struct Member {
    var record: Record
    var oracle = EventOracle()
    /// What stands on the screen: a sync in the background does not change it.
    var screen: Record
    var screenEvents: Set<Dot> = []
    /// Its own clock, which no other runs with.
    var time: Int64 = 0
  }

  static let id = RecordID(high: 0, low: 1)
  static let question = RegisterKey.answer(AnswerKey(question: "/data/q"))
  static let row = AnswerKey(question: "/data/r", rows: [.minted(1)])
  static let cell = RegisterKey.answer(AnswerKey(question: "/data/r/c", rows: [.minted(1)]))
  static let roles: [Author.Role] = [.supervisor, .coordinator, .enumerator]

  var members: [Member]

  package init() {
    let empty = Record(id: Self.id, kind: .response)
    members = (0..<3).map { _ in Member(record: empty, screen: empty) }
  }

  /// All have seen one event: an answer, a row, and an answer in it.
  package static var begun: Fleet {
    var fleet = Fleet()
    var pending = PendingWrites(author: author(0))
    let empty = fleet.members[0].record
    pending.save(.text("x"), to: question, shown: empty)
    pending.save(.row(position: 0), to: .row(row), shown: empty)
    pending.save(.text("c"), to: cell, shown: empty)
    fleet.seal(pending, nil, by: 0, seen: [])
    fleet.merge(0, into: 1)
    fleet.merge(0, into: 2)
    for index in 0..<3 { fleet.refresh(index) }
    return fleet
  }

  static func author(_ index: Int) -> Author { Author(name: "p\(index)", role: roles[index]) }

  mutating func refresh(_ index: Int) {
    members[index].screen = members[index].record
    members[index].screenEvents = Set(members[index].oracle.events.map(\.dot))
  }

  mutating func merge(_ source: Int, into target: Int) {
    members[target].record.merge(members[source].record)
    members[target].oracle.merge(members[source].oracle)
  }

  mutating func seal(_ pending: PendingWrites, _ decision: Decision?, by index: Int, seen: Set<Dot>)
  {
    members[index].time += 1
    let replica = ReplicaID(high: 0, low: UInt64(index))
    let dot = Dot(replica: replica, revision: members[index].record.context[replica] + 1)
    let stamp = Stamp(
      author: pending.author, time: WallTime(milliseconds: members[index].time * 3 + Int64(index)))
    members[index].record.seal(pending, decision: decision, as: dot, at: stamp.time)
    let writes = members[index].oracle.completed(pending.writes, by: pending.author) {
      $0.replica == replica
    }
    members[index].oracle.add(
      Event(dot: dot, stamp: stamp, writes: writes, decision: decision, seen: seen))
  }
}
