internal import Replication
internal import SyncProtocol

/// An answer while it is put together.
struct ResponseDraft {
  var response: SyncResponse
  /// Of the records handed over, what need not be sent again.
  var held: [RecordID: VersionVector] = [:]
  /// Of them, those that the store has since just as they were sent, by their numbers in the feed.
  var taken: [RecordID: UInt64] = [:]
  /// Of them, those told of together.
  var plain: Set<RecordID> = []
  /// Hashes of the questionnaires by which the asker words violations itself.
  private let wordedByAsker: Set<String>
  private var verdictBytes = 0
  private var told: Set<RecordID> = []

  init(server: ReplicaID, epoch: UInt64, wordedByAsker: Set<String> = []) {
    response = SyncResponse(server: server, epoch: epoch)
    self.wordedByAsker = wordedByAsker
  }

  /// Adds a verdict, one a record; past the limit without its violations, which the next change of
  /// the record brings again.
  mutating func tell(_ verdict: Verdict) {
    guard told.insert(verdict.record).inserted else { return }
    response.verdicts.append(told(verdict))
  }

  /// A verdict as the asker gets it.
  mutating func told(_ verdict: Verdict) -> Verdict {
    var verdict = wordedByAsker.contains(verdict.definition) ? verdict.unworded : verdict
    verdictBytes += verdict.fieldBytes.count
    if verdictBytes > SyncLimits.verdictBytes { verdict.violations = [] }
    return verdict
  }
}
