import Replication
import Testing

/// The table of Docs/Merge.md, a row a test.
@Suite struct RecordRuleTests {
  let id = RecordID(high: 0, low: 1)
  let question = RegisterKey.answer(AnswerKey(question: "/data/q"))
  let other = RegisterKey.answer(AnswerKey(question: "/data/other"))
  let ana = Author(name: "ana", role: .enumerator)
  let sara = Author(name: "sara", role: .supervisor)
  let office = Author(name: "office", role: .coordinator)

  private func dot(_ replica: UInt64, _ revision: UInt64) -> Dot {
    Dot(replica: ReplicaID(high: 0, low: replica), revision: revision)
  }

  private func write(
    _ value: AnswerValue, to key: RegisterKey, in record: Record, by replica: UInt64,
    as author: Author? = nil, at time: Int64 = 0
  ) -> Record {
    var pending = PendingWrites(author: author ?? ana)
    pending.save(value, to: key, shown: record)
    return seal(pending, nil, in: record, by: replica, at: time)
  }

  private func seal(
    _ pending: PendingWrites, _ decision: Decision?, in record: Record, by replica: UInt64,
    at time: Int64 = 0
  ) -> Record {
    var next = record
    let last = record.context[ReplicaID(high: 0, low: replica)]
    next.seal(
      pending, decision: decision, as: dot(replica, last + 1),
      at: WallTime(milliseconds: time))
    return next
  }

  private func decide(
    _ kind: Decision.Kind, on record: Record, by replica: UInt64, as author: Author
  ) -> Record {
    let decision = Decision(
      kind: kind, round: record.nextRound(shown: record.context), context: record.context,
      comment: "")
    return seal(PendingWrites(author: author), decision, in: record, by: replica)
  }

  private var empty: Record { Record(id: id, kind: .response) }

  @Test func answersToDifferentQuestionsBothStay() {
    let merged = write(.text("1"), to: question, in: empty, by: 1)
      .merged(with: write(.text("2"), to: other, in: empty, by: 2))
    #expect(merged.value(of: question) == .text("1"))
    #expect(merged.value(of: other) == .text("2"))
    #expect(merged.conflicts == [])
  }

  @Test func theSameAnswerTwiceIsAgreement() {
    let merged = write(.text("1"), to: question, in: empty, by: 1)
      .merged(with: write(.text("1"), to: question, in: empty, by: 2))
    #expect(merged.entries(of: question).count == 2)
    #expect(!merged.isConflicted(question))
  }

  @Test func differentAnswersStandSideBySideAndTheLaterIsShown() {
    let merged = write(.text("1"), to: question, in: empty, by: 1, at: 9)
      .merged(with: write(.text("2"), to: question, in: empty, by: 2, at: 5))
    #expect(merged.value(of: question) == .text("1"))
    #expect(merged.conflicts.map(\.values) == [[.text("1"), .text("2")]])
  }

  @Test func anAnswerIsShownRatherThanALaterClearing() {
    let merged = write(.text("1"), to: question, in: empty, by: 1, at: 1)
      .merged(with: write(.cleared, to: question, in: empty, by: 2, at: 9))
    #expect(merged.value(of: question) == .text("1"))
    #expect(merged.isConflicted(question))
  }

  @Test func aWriteUnderAnOldViewStandsBesideWhatASyncBrought() {
    let shown = write(.text("x"), to: question, in: empty, by: 1)
    var pending = PendingWrites(author: sara)
    pending.save(.text("z"), to: question, shown: shown)
    let synced = shown.merged(with: write(.text("y"), to: question, in: shown, by: 2))
    let sealed = seal(pending, nil, in: synced, by: 3)
    #expect(Set(sealed.entries(of: question).map(\.value)) == [.text("y"), .text("z")])
  }

  @Test func aResolutionSupersedesOnlyTheEntriesItNames() {
    let conflict = write(.text("1"), to: question, in: empty, by: 1)
      .merged(with: write(.text("2"), to: question, in: empty, by: 2))
    let late = write(.text("3"), to: question, in: empty, by: 3)
    var pending = PendingWrites(author: sara)
    pending.save(
      .init(value: .text("2"), supersedes: Set(conflict.entries(of: question).map(\.dot))),
      to: question)
    let resolution = Decision(
      kind: .resolve(question), round: 0, context: conflict.context, comment: "asked again")
    let resolved = seal(pending, resolution, in: conflict, by: 4)
    #expect(resolved.conflicts == [])
    #expect(resolved.status.stage == .inProgress)
    #expect(resolved.merged(with: late).conflicts.map(\.key) == [question])
  }

  @Test func aRowDeletedByOneAndEditedByAnotherIsShownAndFlaggedAtItsPlace() {
    let row = AnswerKey(question: "/data/r", rows: [.minted(1)])
    let cell = RegisterKey.answer(AnswerKey(question: "/data/r/c", rows: [.minted(1)]))
    let begun = write(.row(position: 4), to: .row(row), in: empty, by: 1)
    let deleted = write(.deleted(context: begun.context), to: .row(row), in: begun, by: 1)
    #expect(RowPresences(deleted).presence(of: row) == .deleted)
    let merged = deleted.merged(with: write(.text("c"), to: cell, in: begun, by: 2))
    #expect(RowPresences(merged).presence(of: row) == .deletedButEdited(position: 4))
    #expect(RowPresences(merged).editedDeleted == [row])
    let again = write(.deleted(context: merged.context), to: .row(row), in: merged, by: 1)
    #expect(RowPresences(again).presence(of: row) == .deleted)
    #expect(again.value(of: cell) == .text("c"))
  }

  @Test func aDeletionNeedNotHaveSeenWhatWasResolvedBefore() throws {
    let row = AnswerKey(question: "/data/r", rows: [.ordinal(1)])
    let cell = RegisterKey.answer(AnswerKey(question: "/data/r/a", rows: row.rows))
    let begun = write(.row(position: 0), to: .row(row), in: empty, by: 1)
    let merged = write(.text("a"), to: cell, in: begun, by: 1)
      .merged(with: write(.text("b"), to: cell, in: begun, by: 2))
    #expect(merged.isConflicted(cell))
    var resolution = PendingWrites(author: ana)
    resolution.save(
      .init(value: .text("a"), supersedes: Set(merged.entries(of: cell).map(\.dot))), to: cell)
    let resolved = seal(resolution, nil, in: merged, by: 1)
    // A screen that was opened before the other's edit came knows the seals of its own store only.
    let own = ReplicaID(high: 0, low: 1)
    let screen = VersionVector([own: resolved.context[own]])
    let deleted = write(.deleted(context: screen), to: .row(row), in: resolved, by: 1)
    #expect(RowPresences(deleted).presence(of: row) == .deleted)
  }

  @Test func rowsOfBothSidesStandAtTheirPlaces() {
    func row(_ bits: UInt64) -> AnswerKey { AnswerKey(question: "/data/r", rows: [.minted(bits)]) }
    let merged = write(.row(position: 1), to: .row(row(9)), in: empty, by: 1)
      .merged(with: write(.row(position: 0), to: .row(row(12)), in: empty, by: 2))
    let presences = RowPresences(merged)
    #expect(presences.presence(of: row(12)) == .present(position: 0))
    #expect(presences.presence(of: row(9)) == .present(position: 1))
  }

  @Test func rowsOfACountAreTheSameRowsOnBothSides() {
    let row = AnswerKey(question: "/data/r", rows: [.ordinal(1)])
    let merged = write(.row(position: 1), to: .row(row), in: empty, by: 1)
      .merged(with: write(.row(position: 1), to: .row(row), in: empty, by: 2))
    #expect(merged.registers.keys == [.row(row)])
    #expect(RowPresences(merged).presence(of: row) == .present(position: 1))
    #expect(merged.conflicts == [])
  }

  @Test func anAnswerAfterAnApprovalMakesItStale() {
    let asked = write(.text("1"), to: question, in: empty, by: 1)
    let approved = decide(.approve, on: asked, by: 2, as: sara)
    #expect(approved.status.stage == .approved)
    #expect(!approved.status.isStale)
    #expect(approved.merged(with: write(.text("2"), to: question, in: asked, by: 1)).status.isStale)
  }

  @Test func theOfficeOutranksTheSupervisorAndALaterRoundBoth() {
    let asked = write(.text("1"), to: question, in: empty, by: 1)
    let both = decide(.reject, on: asked, by: 2, as: sara)
      .merged(with: decide(.approve, on: asked, by: 3, as: office))
    #expect(both.status.stage == .approved)
    let later = decide(.reject, on: both, by: 2, as: sara)
    #expect(later.status.stage == .rejected)
    #expect(later.status.round == 2)
  }

  @Test func amongEqualsRejectionOutranksApproval() {
    let asked = write(.text("1"), to: question, in: empty, by: 1)
    let both = decide(.approve, on: asked, by: 3, as: sara)
      .merged(with: decide(.reject, on: asked, by: 2, as: sara))
    #expect(both.status.stage == .rejected)
  }

  @Test func enumeratorsDoNotDecide() {
    let asked = write(.text("1"), to: question, in: empty, by: 1)
    #expect(decide(.approve, on: asked, by: 1, as: ana).status.stage == .inProgress)
  }

  @Test func aWithdrawalHidesUnlessSomebodyAnsweredApart() {
    let asked = write(.text("1"), to: question, in: empty, by: 1)
    let voided = decide(.void, on: asked, by: 2, as: sara)
    #expect(voided.status.isHidden)
    let merged = voided.merged(with: write(.text("2"), to: other, in: asked, by: 1))
    #expect(merged.status.stage == .voided)
    #expect(!merged.status.isHidden)
  }

  @Test func keysThatDifferOnlyInUnicodeCompositionAreTwoRegisters() {
    let composed = RegisterKey.answer(AnswerKey(question: "/data/a\u{F1}o"))
    let decomposed = RegisterKey.answer(AnswerKey(question: "/data/an\u{303}o"))
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
  }

  @Test func aPreviewShowsPendingWritesWithoutSealingThem() {
    let asked = write(.text("1"), to: question, in: empty, by: 1)
    var pending = PendingWrites(author: sara)
    pending.save(.text("2"), to: question, shown: asked)
    #expect(asked.including(pending).value(of: question) == .text("2"))
    #expect(asked.including(nil) == asked)
  }

  @Test func aRecordWhoseEntriesLieOutsideItsContextIsNone() {
    let record = Record(
      id: id, kind: .response, registers: Registers([question: [dot(1, 2): .cleared]]),
      decisions: [:],
      stamps: [dot(1, 2): Stamp(author: ana, time: WallTime(milliseconds: 0))],
      context: VersionVector([ReplicaID(high: 0, low: 1): 1]))
    #expect(record == nil)
  }
}
