import Messages
import RecordCoding
import Replication
import SyncProtocol

let deviceA = ReplicaID(high: 0xA, low: 1)
let deviceB = ReplicaID(high: 0xB, low: 2)
let ana = Author(name: "ana", role: .enumerator)
let berta = Author(name: "berta", role: .supervisor)

func answer(_ name: String) -> RegisterKey { .answer(AnswerKey(question: "/data/\(name)")) }

/// A record sealed once by one replica.
func record(
  _ id: UInt64, by replica: ReplicaID = deviceA, revision: UInt64 = 1,
  _ answers: [String: String] = ["name": "Rosa"]
) -> Record {
  var record = Record(id: RecordID(high: 7, low: id), kind: .response)
  record.write(answers, by: replica, revision: revision)
  return record
}

extension Record {
  mutating func write(_ answers: [String: String], by replica: ReplicaID, revision: UInt64) {
    var pending = PendingWrites(author: ana)
    for (name, text) in answers {
      let key = answer(name)
      pending.writes[key] = .init(
        value: .text(text), supersedes: Set(registers[key]?.map(\.dot) ?? []))
    }
    seal(
      pending, as: Dot(replica: replica, revision: revision),
      at: WallTime(milliseconds: 1_700_000_000_000))
  }

  var encoded: EncodedRecord { EncodedRecord(id: id, bytes: RecordCoder.encode(self)) }
}

func seal(_ record: Record, by replica: ReplicaID = deviceA, revision: UInt64 = 1) -> SealEntry {
  SealEntry(
    dot: Dot(replica: replica, revision: revision), record: record.id,
    stamp: Stamp(author: ana, time: WallTime(milliseconds: 5)),
    chain: [UInt8](repeating: 9, count: 32))
}

let sampleVerdict = Verdict(
  record: RecordID(high: 7, low: 1), contextDigest: [1, 2], definition: "ab", state: .invalid,
  violations: [
    .init(
      code: "CONSTRAINT", path: "/data/age", severity: .error,
      message: Message(es: "Edad imposible", en: "Impossible age"))
  ])

let sampleRequest = SyncRequest(
  replica: deviceA, chain: Chain(revision: 3, hash: [1, 2, 3]),
  cursors: [Cursor(server: deviceB, epoch: 2, area: "S-01", sequence: 40, feedHash: [7])],
  batch: Batch(records: [record(1).encoded, record(2).encoded], seals: [seal(record(1))]),
  catalogue: [4, 4], changesBytes: 1_000)

let sampleResponse = SyncResponse(
  server: deviceB, epoch: 2, known: Chain(revision: 3, hash: [1]),
  receipts: [
    Receipt(record: RecordID(high: 7, low: 1), digest: [5], context: record(1).context)
  ],
  verdicts: [sampleVerdict],
  quarantined: [
    QuarantineNotice(
      record: RecordID(high: 7, low: 2), digest: [6], code: "RECORD-TRUNCATED",
      message: Message(es: "Cortado", en: "Cut"))
  ],
  changes: Batch(records: [record(3).encoded]),
  moved: [MovedRecord(record: RecordID(high: 7, low: 9), area: "S-02")],
  cursors: sampleRequest.cursors, hasMore: true,
  definitions: [
    DefinitionSummary(hash: "ab", name: "hogares", version: "1", title: "Hogares", size: 10)
  ])

let provedCursor = Cursor(
  server: deviceB, epoch: 2, area: "S-01", sequence: 40, feedHash: Array(0..<32))

let briefRequest = brief(Batch())

func brief(_ batch: Batch) -> SyncRequest {
  SyncRequest(
    replica: deviceA, chain: Chain(revision: 3, hash: Array(1...32)), cursors: [provedCursor],
    batch: batch, catalogue: Array(101...132), changesBytes: 262_144, wantsReceipts: true,
    readsPacked: true, readsPlain: true, wordsVerdicts: true
  ).brief
}

let briefResponse: SyncResponse = {
  var response = SyncResponse(
    server: ReplicaID(high: 0, low: 0), epoch: 0, hasMore: true, readsStanding: true)
  response.isBrief = true
  response.places = [FeedPlace(area: 2, sequence: 41, feedHash: [1, 2])]
  return response
}()
