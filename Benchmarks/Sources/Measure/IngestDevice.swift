import Foundation
import Interviewing
import RecordCoding
import Replication
import SyncProtocol

/// A device as the load plays it: enrolled in an area of its own, so that nobody's changes come back to
/// it, it seals interviews and hands them over by requests such as a client makes.
struct IngestDevice {
  /// What an enrolled device has been given.
  struct Enrolment: Codable {
    let number: UInt64
    let area: String
    let token: String
  }

  let enrolment: Enrolment
  private(set) var device: Device
  private let catalogue: [UInt8]
  private var identities: SeededGenerator
  private var cursors: [Cursor] = []
  /// What waits, a batch a request.
  var waiting: [(batch: Batch, chain: Chain)] = []

  init(_ enrolment: Enrolment, catalogue: [UInt8]) {
    self.enrolment = enrolment
    self.catalogue = catalogue
    device = Self.device(enrolment.number)
    identities = SeededGenerator(seed: enrolment.number &* 0x1_0001)
  }

  static func device(_ number: UInt64) -> Device {
    Device(Author(name: "enc\(number)", role: .enumerator), number: number)
  }

  /// Seals interviews, a batch that waits.
  mutating func seal(_ interviews: [Workload.Answers], _ workload: inout Workload) throws {
    var batch = Batch()
    for answers in interviews {
      var (record, pending) = try workload.response(
        answers, id: RecordID(high: identities.next(), low: identities.next()),
        area: enrolment.area, author: device.author)
      batch.seals.append(device.seal(pending, into: &record))
      batch.records.append(EncodedRecord(id: record.id, bytes: RecordCoder.encode(record)))
    }
    waiting.append((batch, device.chain))
  }

  /// The request that hands a batch over; one without a batch asks whether there is anything new.
  func request(_ batch: Batch = Batch(), _ chain: Chain = Chain()) -> SyncRequest {
    SyncRequest(
      replica: device.replica, chain: chain, cursors: cursors, batch: batch, catalogue: catalogue,
      wantsReceipts: true, readsPacked: true, readsPlain: true, wordsVerdicts: true)
  }

  /// Takes note of an answer.
  /// - Returns: what it acknowledges of the batch.
  mutating func take(_ response: SyncResponse, to batch: Batch) -> [RecordID] {
    cursors = response.cursors
    let ids = batch.records.map(\.id).sorted()
    let plain = ids.enumerated().filter { place, _ in
      place / 8 < response.plain.bits.count
        && response.plain.bits[place / 8] >> UInt8(place % 8) & 1 == 1
    }.map(\.element)
    let refused = Set(response.quarantined.map(\.record))
    return plain + response.receipts.map(\.record).filter { !refused.contains($0) }
  }
}
