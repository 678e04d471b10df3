import Campo
import Interviewing
import Replication
import ReplicationOracle
import SQLiteStore
import SyncProtocol

/// Responses that go on under another version of their questionnaire.
extension World {
  func moveVersion(on device: Device, _ random: inout SeededGenerator) throws {
    let records = device.records
    guard !records.isEmpty else { return }
    let id = records[Int(random.next() % UInt64(records.count))]
    let replica = try device.store.replica
    // What was typed is sealed before the response moves; where a crash prevents that, once more.
    while try attempt(on: device, { try device.store.seal(id) }).value == nil {}
    try enterSeals(of: device, as: [replica])
    try look(at: id, on: device)
    let record = try device.store.load(id).record
    let forms = try known(to: device)
    guard let hash = record.text(of: RegisterKey.Field.definition),
      let old = forms.first(where: { $0.compiled.hash == hash }), forms.count > 1
    else { return }
    let others = forms.filter { $0.compiled.hash != hash }
    let new = others[Int(random.next() % UInt64(others.count))]
    let screen = Screen(
      events: ledger.history(of: id).seen(device.seen[id] ?? []), written: [:])
    let fields: [(RegisterKey, AnswerValue)] = [
      (.field(RegisterKey.Field.definition), .text(new.compiled.hash)),
      (.field(RegisterKey.Field.movedFrom + hash), .text("true")),
    ]
    let writes =
      fields.map { key, value in
        TypedWrite(key: key, value: value, supersedes: screen.superseded(by: value, at: key))
      } + screen.carriage(from: old, to: new)
    let outcome = try attempt(on: device) { try device.client.move(id, to: new.compiled) }
    // Its transactions: a seal of nothing, the writes, and their seal.
    if outcome.value != nil || outcome.committed >= 2 { device.noteSaved(writes, to: id) }
    try enterSeals(of: device, as: [replica])
    try look(at: id, on: device)
  }

  private func known(to device: Device) throws -> [Forms.Form] {
    let hashes = Set(try device.store.definitions().map(\.hash))
    return Forms.versions.filter { hashes.contains($0.compiled.hash) }
  }

  /// Enters what opening a response brought along: answers under versions that it has left.
  /// - Parameters:
  ///   - seen: what the record had seen before.
  ///   - transactions: how many of the opening were on the disk before a crash.
  /// - Returns: the events that are on the screen then.
  func enterLateAnswers(
    to record: Record, _ seen: Set<Dot>, under hash: String, on device: Device,
    as replica: ReplicaID, transactions: Int
  ) throws -> EventOracle {
    let id = record.id
    var seen = seen
    var left = transactions
    let forms = try known(to: device)
    let former = record.registers.keys.sorted().compactMap { key -> String? in
      guard case .field(let name) = key, name.hasPrefix(RegisterKey.Field.movedFrom) else {
        return nil
      }
      return String(name.dropFirst(RegisterKey.Field.movedFrom.count))
    }.filter { $0 != hash }
    guard !former.isEmpty, let form = forms.first(where: { $0.compiled.hash == hash }) else {
      return ledger.history(of: id).seen(seen)
    }
    var seals = try newSeals(of: id, on: device, as: [replica])
    func seal() {
      guard left > 0, device.unsealed[id] != nil, !seals.isEmpty else { return }
      let next = seals.removeFirst()
      enterSeal(of: id, as: next, by: device)
      seen.insert(next.name)
    }
    // What waited is sealed first.
    seal()
    left -= 1
    for hash in former {
      guard let old = forms.first(where: { $0.compiled.hash == hash }) else { continue }
      let screen = Screen(events: ledger.history(of: id).seen(seen), written: [:])
      let writes = screen.carriage(from: old, to: form)
      if writes.isEmpty { continue }
      if left > 0 { device.noteSaved(writes, to: id) }
      left -= 1
      seal()
      left -= 1
    }
    return ledger.history(of: id).seen(seen)
  }
}

extension Screen {
  /// The writes that bring answers and comments to where another version has their question: nothing
  /// is written over what stands there.
  fileprivate func carriage(from old: Forms.Form, to new: Forms.Form) -> [TypedWrite] {
    if old.renamed == new.renamed { return [] }
    let (there, here) = (
      AnswerKey(question: "/data/" + old.renamed), AnswerKey(question: "/data/" + new.renamed)
    )
    var writes: [TypedWrite] = []
    for (from, to) in [(there, here), (there.comment, here.comment)] {
      let (from, to) = (RegisterKey.answer(from), RegisterKey.answer(to))
      guard let value = shownValue(at: from), value != .cleared else { continue }
      let standing = shownValue(at: to)
      if standing == nil || standing == .cleared {
        writes.append(
          TypedWrite(key: to, value: value, supersedes: superseded(by: value, at: to)))
      } else if standing != value {
        continue
      }
      writes.append(
        TypedWrite(key: from, value: .cleared, supersedes: superseded(by: .cleared, at: from)))
    }
    return writes
  }
}
