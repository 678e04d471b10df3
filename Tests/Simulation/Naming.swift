import Replication
import ReplicationOracle
import SQLiteStore

/// How one store calls the seals of one record: by their dots, or, where it knows of a fork, by names
/// of their own.
struct Naming {
  private let seals: [Dot: Ledger.Seal]
  private let chains: [Dot: [UInt8]]
  /// The record's context, as the store has it.
  private let context: VersionVector

  init(_ ledger: Ledger, of record: Record, lines: [SealEntry]) {
    seals = ledger.seals(of: record.id)
    chains = Dictionary(lines.map { ($0.dot, $0.chain) }, uniquingKeysWith: { first, _ in first })
    context = record.context
  }

  /// The names of what a context of this record in this store has seen.
  func seen(_ context: VersionVector) -> Set<Dot> {
    Set(
      seals.filter { name, seal in
        context.contains(name) || context.contains(seal.dot) && chains[seal.dot] == seal.chain
      }.keys)
  }

  /// What the store calls a seal.
  func callAsFunction(_ name: Dot) -> Dot {
    guard let seal = seals[name] else { return name }
    return context.contains(name) || chains[seal.dot] != seal.chain ? name : seal.dot
  }

  /// The seal that the store calls so; nil where nobody made it.
  func name(of dot: Dot) -> Dot? {
    if seals[dot] != nil { return dot }
    return seals.first { $0.value.dot == dot && chains[dot] == $0.value.chain }?.key
  }

  /// A vector with one spelling: that ends at seals of this record, as the store calls them.
  func plain(_ context: VersionVector) -> VersionVector {
    VersionVector(of: seen(context).map { self($0) })
  }
}

extension EventOracle {
  /// The events that a state has seen, as its store calls them.
  func seen(_ names: Set<Dot>, called naming: Naming) -> EventOracle {
    var renamed = EventOracle()
    for event in events where names.contains(event.dot) {
      var decision = event.decision
      let shown = event.decision?.context.dots ?? []
      decision?.context = VersionVector(of: shown.map { naming($0) })
      renamed.add(
        Event(
          dot: naming(event.dot), stamp: event.stamp,
          writes: event.writes.mapValues { write in
            .init(
              value: naming.called(write.value),
              supersedes: Set(write.supersedes.map { naming($0) }))
          },
          decision: decision, seen: Set(event.seen.map { naming($0) })))
    }
    return renamed
  }

  /// The events of these names.
  func seen(_ names: Set<Dot>) -> EventOracle {
    var part = EventOracle()
    for event in events where names.contains(event.dot) { part.add(event) }
    return part
  }
}

extension Naming {
  fileprivate func called(_ value: AnswerValue) -> AnswerValue {
    guard case .deleted(let context) = value else { return value }
    return .deleted(context: VersionVector(of: context.dots.map { self($0) }))
  }

  private func plain(_ value: AnswerValue) -> AnswerValue {
    if case .deleted(let context) = value { .deleted(context: plain(context)) } else { value }
  }

  /// A record with what its deletions and decisions have seen spelled in one way.
  func plain(_ record: Record) -> Record? {
    Record(
      id: record.id, kind: record.kind,
      registers: Registers(record.registers.byKey.mapValues { $0.mapValues { plain($0) } }),
      decisions: record.decisions.mapValues { decision in
        var decision = decision
        decision.context = plain(decision.context)
        return decision
      }, stamps: record.stamps, context: plain(record.context))
  }

  /// Unsealed writes as the ledger keeps them: by names. What the store kept of names that hold no
  /// more is left out.
  func named(
    _ writes: [RegisterKey: PendingWrites.Write]
  ) -> [RegisterKey: PendingWrites.Write] {
    writes.mapValues { write in
      var value = write.value
      if case .deleted(let context) = value {
        value = .deleted(context: VersionVector(of: seen(context)))
      }
      return .init(value: value, supersedes: Set(write.supersedes.compactMap { name(of: $0) }))
    }
  }
}
