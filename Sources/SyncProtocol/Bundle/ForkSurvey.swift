internal import Crypto
internal import RecordCoding
internal import Replication

/// Finds the forked replicas among lines of seal logs (Docs/Merge.md, "Forked replicas").
struct ForkSurvey {
  /// Copies of a device give one dot two chains.
  private var seals: [Dot: Set<SealEntry>] = [:]

  mutating func add(_ lines: [SealEntry]) {
    for line in lines { seals[line.dot, default: []].insert(line) }
  }

  /// Of each forked replica, the first revision that goes by another name: where two lines differ,
  /// where somebody has given the name already, or where a state passes over a seal of its record.
  /// - Parameter states: with all the lines that came with them about their records.
  func firstForked(
    among states: [(record: Record, lines: [SealEntry])]
  ) -> [ReplicaID: UInt64] {
    var first: [ReplicaID: UInt64] = [:]
    let known = Dictionary(grouping: seals.values.joined(), by: \.record)
    for (record, lines) in states {
      for dot in record.sealsPassedOver(among: known[record.id] ?? [], lines: lines) {
        first[dot.replica] = min(first[dot.replica] ?? .max, dot.revision)
      }
    }
    for (dot, lines) in seals {
      let isForked = Set(lines.map(\.chain)).count > 1
      let isNamed = lines.contains { line in
        let renamed = line.renamed(hash: sha256)
        return seals[renamed.dot]?.contains { $0.record == line.record } == true
      }
      guard isForked || isNamed else { continue }
      first[dot.replica] = min(first[dot.replica] ?? .max, dot.revision)
    }
    return first
  }

  func lines(renamedFrom first: [ReplicaID: UInt64]) -> Set<SealEntry> {
    Set(
      seals.values.joined().map { line in
        guard let start = first[line.dot.replica], line.dot.revision >= start else { return line }
        return line.renamed(hash: sha256)
      })
  }
}

extension Record {
  /// This state under the names that hold once some replicas are known to be forked.
  /// - Parameter lines: those that came with the state.
  func renamed(by first: [ReplicaID: UInt64], lines: [SealEntry]) -> Record {
    let forks = context.dots.filter { last in
      first[last.replica].map { last.revision >= $0 } ?? false
    }
    if forks.isEmpty { return self }
    let digest = sha256(RecordCoder.encode(self))
    return forks.reduce(self) { state, last in
      state.renamed(
        by: Renaming(
          of: last.replica, from: first[last.replica] ?? last.revision, lines: lines,
          nameless: ReplicaID(forkOf: last.replica, chain: digest, hash: sha256), hash: sha256))
    }
  }
}

private func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
