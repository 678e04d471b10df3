import Campo
import Foundation
import Interviewing
import Replication
import ReplicationOracle
import SQLiteStore
import SyncProtocol

/// What people do in interviews.
extension World {
  private static let mostInterviews = 3

  private func environment(of device: Device) -> InterviewEnvironment {
    let clock = device.clock
    return InterviewEnvironment(
      now: { clock.now }, timeZone: .gmt, random: SeededGenerator(seed: device.chance.bits()))
  }

  func begin(on device: Device) throws {
    makeRoom(on: device)
    let known = Set(try device.store.definitions().map(\.hash))
    guard let form = Forms.versions.last(where: { known.contains($0.compiled.hash) }) else {
      return
    }
    let area = device.client.areas[0]
    let first = [
      TypedWrite(
        key: .field(RegisterKey.Field.definition), value: .text(form.compiled.hash), supersedes: []),
      TypedWrite(key: .field(RegisterKey.Field.area), value: .text(area), supersedes: []),
    ]
    let zone = TypedWrite(
      key: .field(RegisterKey.Field.timeZone), value: .text(TimeZone.gmt.identifier), supersedes: []
    )
    let before = Set(try device.store.summaries().map(\.id))
    let outcome = try attempt(on: device) {
      let session = try device.client.startInterview(form.compiled, in: environment(of: device))
      let written = [first[0], first[1], zone].map { ($0.key, $0.value) }
      device.interviews[session.id] = Device.OpenInterview(
        session: session,
        screen: Screen(
          events: EventOracle(),
          written: Dictionary(uniqueKeysWithValues: written)))
      return session.id
    }
    // A crash may come after the record was made, and before anybody heard its name.
    let made = try device.store.summaries().map(\.id).filter { !before.contains($0) }
    guard let id = made.first else { return }
    // The interview draws its own name by chance.
    let name = RegisterKey.answer(AnswerKey(question: "/data/meta/instanceID"))
    let drawn = try device.store.load(id).pending?.writes[name]?.value
    let second = [zone] + (drawn.map { [TypedWrite(key: name, value: $0, supersedes: [])] } ?? [])
    for part in [first, second].prefix(outcome.committed) { device.noteSaved(part, to: id) }
    if let drawn { device.interviews[id]?.screen.written[name] = drawn }
    try look(at: id, on: device)
  }

  func resume(on device: Device, _ random: inout SeededGenerator) throws {
    let known = Set(try device.store.definitions().map(\.hash))
    let candidates = device.records
    guard !candidates.isEmpty else { return try begin(on: device) }
    let id = candidates[Int(random.next() % UInt64(candidates.count))]
    makeRoom(on: device)
    let stored = try device.store.load(id)
    let hash = stored.record.including(stored.pending).text(of: RegisterKey.Field.definition)
    guard let hash, known.contains(hash) else { return }
    let seen = try naming(of: stored.record, in: device.store).seen(stored.record.context)
    let replica = try device.store.replica
    let outcome = try attempt(on: device) {
      try device.client.resumeInterview(id, in: environment(of: device))
    }
    let events = try enterLateAnswers(
      to: stored.record, seen, under: hash, on: device, as: replica,
      transactions: outcome.value == nil ? outcome.committed : .max)
    if let session = outcome.value {
      let written = (device.unsealed[id]?.writes ?? [:]).mapValues(\.value)
      device.interviews[id] = Device.OpenInterview(
        session: session, screen: Screen(events: events, written: written))
    }
    try look(at: id, on: device)
  }

  /// The interview that somebody has open, or opens now.
  func openInterview(on device: Device, _ random: inout SeededGenerator) throws -> RecordID? {
    if device.interviews.isEmpty { try resume(on: device, &random) }
    let open = device.interviews.keys.sorted()
    return open.isEmpty ? nil : open[Int(random.next() % UInt64(open.count))]
  }

  private func makeRoom(on device: Device) {
    while device.interviews.count >= Self.mostInterviews,
      let first = device.interviews.keys.min()
    { device.interviews[first] = nil }
  }

  /// Answers, corrects, clears or marks as missing: whichever the operation is.
  func answer(
    _ operation: Operation, on device: Device, _ random: inout SeededGenerator
  ) throws {
    guard let id = try openInterview(on: device, &random), let open = device.interviews[id] else {
      return
    }
    let paths = Self.paths(in: open.session)
    guard !paths.isEmpty else { return }
    var path = paths[Int(random.next() % UInt64(paths.count))]
    if operation != .answer {
      // To correct or clear is to do it to something that is there.
      let answered = paths.filter { path in
        Self.key(path, in: open.session).flatMap(open.screen.value) != nil
      }
      if !answered.isEmpty { path = answered[Int(random.next() % UInt64(answered.count))] }
    }
    guard let key = Self.key(path, in: open.session) else { return }
    let value: AnswerValue =
      switch operation {
      case .clear: .cleared
      case .missing: .missing(random.next() & 1 == 0 ? "dont_know" : "refused")
      default:
        // Two people say the same at times.
        random.next() % 8 == 0
          ? .text(path == "/data/n" ? "7" : "same")
          : .text(path == "/data/n" ? "\(freshNumber())" : "v\(freshNumber())")
      }
    var write: [TypedWrite] = []
    if open.screen.value(at: key) != value {
      write = [
        TypedWrite(
          key: key, value: value, supersedes: open.screen.superseded(by: value, at: key))
      ]
    }
    try change(id, on: device, saving: write) { _ = try $0.answer(path, value) }
  }

  func comment(on device: Device, _ random: inout SeededGenerator) throws {
    guard let id = try openInterview(on: device, &random), let open = device.interviews[id] else {
      return
    }
    let path = "/data/" + Forms.questions[Int(random.next() % UInt64(Forms.questions.count))]
    guard case .answer(let answer)? = Self.key(path, in: open.session) else { return }
    let key = RegisterKey.answer(answer.comment)
    let value = AnswerValue.text("c\(freshNumber())")
    let write = TypedWrite(
      key: key, value: value, supersedes: open.screen.superseded(by: value, at: key))
    try change(id, on: device, saving: [write]) { try $0.comment(path, "c\(typed)") }
  }

  func finish(on device: Device, _ random: inout SeededGenerator) throws {
    guard let id = try openInterview(on: device, &random), let open = device.interviews[id] else {
      return
    }
    let key = RegisterKey.field(RegisterKey.Field.finished)
    let write = TypedWrite(
      key: key, value: .text("true"),
      supersedes: open.screen.superseded(by: .text("true"), at: key))
    try change(id, on: device, saving: [write]) { _ = try $0.finish() }
  }

  func addRow(on device: Device, _ random: inout SeededGenerator) throws {
    guard let id = try openInterview(on: device, &random), let open = device.interviews[id] else {
      return
    }
    let members = Self.rows("/data/member", in: open.session)
    let isNested = random.next() % 3 == 0 && !members.isEmpty
    let roster =
      isNested
      ? members[Int(random.next() % UInt64(members.count))] + "/thing" : "/data/member"
    let known = device.unsealed[id]?.writes ?? [:]
    try change(
      id, on: device,
      saving: {
        // A row's identity is the interview's to choose: one new row, and nothing else, is saved.
        let pending = try device.store.load(id).pending?.writes ?? [:]
        let added = pending.filter { known[$0.key] == nil }
        guard added.count == 1, let (key, write) = added.first, case .row(let answerKey) = key,
          case .row = write.value, answerKey.question == (isNested ? "/data/member/thing" : roster)
        else { throw Violation("adding a row saved something else", "\(added)") }
        return [TypedWrite(key: key, value: write.value, supersedes: [])]
      },
      change: { _ = try $0.addRow(roster) })
  }

  func deleteRow(on device: Device, _ random: inout SeededGenerator) throws {
    guard let id = try openInterview(on: device, &random), let open = device.interviews[id] else {
      return
    }
    let members = Self.rows("/data/member", in: open.session)
    let rows = members + members.flatMap { Self.rows($0 + "/thing", in: open.session) }
    guard !rows.isEmpty else { return }
    let path = rows[Int(random.next() % UInt64(rows.count))]
    guard let key = Self.key(path, in: open.session) else { return }
    let replica = try device.store.replica
    try change(
      id, on: device,
      saving: {
        // What was typed before is sealed first, so that the deletion can say that it saw it.
        let stored = try device.store.load(id)
        if device.unsealed[id] != nil {
          guard let seal = try newSeals(of: id, on: device, as: [replica]).first else {
            throw Violation("a deletion left what was typed before unsealed", "\(id)")
          }
          enterSeal(of: id, as: seal, by: device)
        }
        let own = try naming(of: stored.record, in: device.store).seen(stored.record.context)
          .intersection(device.owned)
        let seen = open.screen.seen.union(own)
        device.unsealed[id] = Unsealed(author: device.author, seen: seen)
        let value = AnswerValue.deleted(context: VersionVector(of: seen))
        return [
          TypedWrite(
            key: key, value: value, supersedes: open.screen.superseded(by: value, at: key))
        ]
      },
      change: { try $0.deleteRow(path) })
  }

  /// One change of an open interview, which is one transaction.
  func change(
    _ id: RecordID, on device: Device, saving write: [TypedWrite],
    _ body: (inout InterviewSession) throws -> Void
  ) throws {
    try change(id, on: device, saving: { write }, change: body)
  }

  private func change(
    _ id: RecordID, on device: Device, saving writes: () throws -> [TypedWrite],
    change body: (inout InterviewSession) throws -> Void
  ) throws {
    let outcome = try attempt(on: device) {
      guard var open = device.interviews[id] else { return }
      defer { device.interviews[id] = open }
      try body(&open.session)
    }
    if outcome.value != nil || outcome.committed > 0 {
      let written = try writes()
      if !written.isEmpty { device.noteSaved(written, to: id) }
      for write in written { device.interviews[id]?.screen.written[write.key] = write.value }
    }
    try look(at: id, on: device)
  }

  // MARK: What an interview shows

  private static func key(_ path: String, in session: InterviewSession) -> RegisterKey? {
    session.node(path)?.key
  }

  private static func rows(_ roster: String, in session: InterviewSession) -> [String] {
    (1...8).lazy.map { "\(roster)[\($0)]" }.prefix { session.exists($0) }.map { $0 }
  }

  private static func paths(in session: InterviewSession) -> [String] {
    Forms.questions.map { "/data/\($0)" }.filter { session.exists($0) }
      + rows("/data/member", in: session).flatMap { member in
        ["\(member)/name"] + rows(member + "/thing", in: session).map { "\($0)/what" }
      }
  }
}
