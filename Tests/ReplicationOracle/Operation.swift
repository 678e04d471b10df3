import Replication

/// One thing that happens in a fleet.
enum Operation: Hashable, CaseIterable, Sendable {
  case write, writeSame, clear, missing, move, writeUnderOldView, answerInRow, addRow, deleteRow
  case deleteRowUnderOldView, approve, reject, void, resolve, finish

  /// Every operation by every replica, and every merge of one into another.
  static let all: [Step] =
    allCases.flatMap { operation in (0..<3).map { .act(operation, by: $0) } }
    + (0..<3).flatMap { target in
      (0..<3).filter { $0 != target }.map { .merge($0, into: target) }
    }
}

enum Step: Hashable, Sendable {
  case act(Operation, by: Int)
  case merge(Int, into: Int)

  /// Whether the order of the two makes no difference, whatever they do: neither changes what the
  /// other changes or reads.
  func isIndependent(of other: Step) -> Bool {
    changed != other.changed && read != other.changed && other.read != changed
  }

  private var changed: Int {
    switch self {
    case .act(_, let index), .merge(_, let index): index
    }
  }

  private var read: Int {
    switch self {
    case .act(_, let index), .merge(let index, _): index
    }
  }
}

extension Fleet {
  mutating func perform(_ step: Step) {
    switch step {
    case .merge(let source, let target): merge(source, into: target)
    case .act(let operation, let index): perform(operation, by: index)
    }
  }

  private mutating func perform(_ operation: Operation, by index: Int) {
    let isBlind = operation == .writeUnderOldView || operation == .deleteRowUnderOldView
    if !isBlind { refresh(index) }
    let member = members[index]
    let screen = member.screen
    // What this replica did itself counts as shown.
    let own = Dot(
      replica: ReplicaID(high: 0, low: UInt64(index)),
      revision: member.record.context[ReplicaID(high: 0, low: UInt64(index))])
    let seen = member.screenEvents.union(
      member.oracle.events.map(\.dot).filter { $0.replica == own.replica })
    var context = screen.context
    if own.revision > 0 { context.insert(own) }

    var pending = PendingWrites(author: Self.author(index))
    var decision: Decision?
    func decide(_ kind: Decision.Kind) -> Decision {
      Decision(kind: kind, round: screen.nextRound(shown: context), context: context, comment: "")
    }
    switch operation {
    case .write, .writeUnderOldView:
      pending.save(.text("\(index)-\(member.time)"), to: Self.question, shown: screen)
    case .writeSame: pending.save(.text("same"), to: Self.question, shown: screen)
    case .clear: pending.save(.cleared, to: Self.question, shown: screen)
    case .missing: pending.save(.missing("refused"), to: Self.question, shown: screen)
    case .move:
      pending.save(.text("S-\(index)"), to: .field(RegisterKey.Field.area), shown: screen)
    case .answerInRow: pending.save(.text("\(index)-\(member.time)"), to: Self.cell, shown: screen)
    case .addRow:
      let row = AnswerKey(
        question: "/data/r", rows: [.minted(UInt64(10 * member.time) + UInt64(index))])
      pending.save(.row(position: 1), to: .row(row), shown: screen)
    case .deleteRow, .deleteRowUnderOldView:
      pending.save(.deleted(context: context), to: .row(Self.row), shown: screen)
    case .approve: decision = decide(.approve)
    case .reject: decision = decide(.reject)
    case .void: decision = decide(.void)
    case .resolve:
      let dots = Set(screen.entries(of: Self.question).map(\.dot))
      pending.save(
        PendingWrites.Write(value: .text("chosen"), supersedes: dots), to: Self.question)
      decision = Decision(
        kind: .resolve(Self.question), round: 0, context: context, comment: "asked again")
    case .finish:
      pending.save(.text("true"), to: .field(RegisterKey.Field.finished), shown: screen)
    }
    seal(pending, decision, by: index, seen: seen)
  }
}
