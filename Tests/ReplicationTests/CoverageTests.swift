import Replication
import Testing

@Suite struct CoverageTests {
  let replica = ReplicaID(high: 0, low: 1)
  let ana = Author(name: "ana", role: .enumerator)
  let question = RegisterKey.answer(AnswerKey(question: "/data/q"))

  private func record(_ low: UInt64, revisions: [UInt64]) -> Record {
    var record = Record(id: RecordID(high: 0, low: low), kind: .response)
    for revision in revisions {
      var pending = PendingWrites(author: ana)
      pending.save(.text("\(revision)"), to: question, shown: record)
      record.seal(
        pending, as: Dot(replica: replica, revision: revision), at: WallTime(milliseconds: 0))
    }
    return record
  }

  private func seal(_ revision: UInt64, of record: UInt64) -> SealEntry {
    SealEntry(
      dot: Dot(replica: replica, revision: revision), record: RecordID(high: 0, low: record),
      stamp: Stamp(author: ana, time: WallTime(milliseconds: 0)), chain: [])
  }

  @Test func revisionsOfRecordsThatDidNotArriveAreMissing() {
    var survey = CoverageSurvey()
    for (revision, record) in [(1, 1), (2, 2), (3, 1), (4, 3)] as [(UInt64, UInt64)] {
      survey.add(seal(revision, of: record))
    }
    survey.add(record(1, revisions: [1, 3]))
    survey.add(record(3, revisions: [4]))
    #expect(
      survey.coverage() == [
        Coverage(
          replica: replica, lastRevision: 4, held: [1...1, 3...4], missing: [2...2],
          superseded: [1...1])
      ])
  }

  @Test func anOldStateOfARecordLacksItsLaterRevisions() {
    var survey = CoverageSurvey()
    survey.add(seal(1, of: 1))
    survey.add(seal(2, of: 1))
    survey.add(record(1, revisions: [1]))
    #expect(survey.coverage().map(\.missing) == [[2...2]])
  }

  @Test func withoutASealLogContextsStillTellWhatIsMissing() {
    var survey = CoverageSurvey()
    survey.add(record(1, revisions: [3]))
    #expect(survey.coverage().map(\.held) == [[3...3]])
    #expect(survey.coverage().map(\.missing) == [[1...2]])
  }

  @Test func theChainDependsOnWhatWasSealedAndOnAllBefore() {
    let hash: ([UInt8]) -> [UInt8] = { bytes in
      [UInt8(truncatingIfNeeded: bytes.reduce(7) { $0 &* 31 &+ Int($1) })]
    }
    func entry(after chain: [UInt8], _ content: [UInt8]) -> SealEntry {
      SealEntry(
        following: chain, dot: Dot(replica: replica, revision: 1),
        record: RecordID(high: 0, low: 1),
        stamp: Stamp(author: ana, time: WallTime(milliseconds: 0)), content: content, hash: hash)
    }
    #expect(entry(after: [], [1]) == entry(after: [], [1]))
    #expect(entry(after: [], [1]).chain != entry(after: [], [2]).chain)
    #expect(entry(after: [], [1]).chain != entry(after: [9], [1]).chain)
  }
}
