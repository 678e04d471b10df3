import Foundation
import Interviewing
import RecordCoding
import Replication
import ReplicationOracle
import SQLiteStore
import SyncProtocol

/// One fleet with its server and hubs, in one process and under one seed.
final class World {
  static let mostDevices = 20

  let clock = Clock()
  let folder: RunFolder
  let areas: [String]
  /// The office's.
  let server: Server
  /// Those above before those below.
  var hubs: [FieldHub] = []
  var devices: [Device] = []
  var ledger = Ledger()
  var table = MeetingTable()
  var published = 1
  /// Requests that left their device and have not arrived.
  var inFlight: [InFlight] = []
  /// Nothing goes wrong any more.
  var isHealed = false
  /// Sticks on the table.
  var bundles: [StickBundle] = []
  private var seeds: SeededGenerator
  /// Every photo that a store was told to keep, and took.
  var photos: [AttachmentDigest: [UInt8]] = [:]
  /// Photos that went down with the only store that held them.
  var lostPhotos: Set<AttachmentDigest> = []
  private(set) var typed = 0
  var hubsMade = 0

  struct StickBundle {
    let path: String
    /// What its records have seen.
    let seen: [RecordID: Set<Dot>]
  }

  init(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    folder = try RunFolder(seed: seed)
    areas = (1...(1 + Int(random.next() % 3))).map { "S-0\($0)" }
    server = try Server(
      "server", clock: DeviceClock(clock), chance: Chance(seed: random.next()),
      at: folder.freshPlace())
    try server.store.put(Forms.versions[0].stored, published: true)
    // Two or three devices mostly, so that they meet often; twenty at times.
    let most: UInt64 = [2, 3, 3, 4, 4, 6, 9, 14][Int(random.next() % 8)]
    let count = max(2, Int(random.next() % most) + 1 + (random.next() % 32 == 0 ? 10 : 0))
    seeds = random
    for number in 0..<min(count, Self.mostDevices) {
      let role: Author.Role =
        number == 0 ? .supervisor : number == 5 ? .coordinator : .enumerator
      // Two devices of one enumerator, at times.
      let name = number > 2 && seeds.next() % 4 == 0 ? "p1" : "p\(number)"
      let own = number == 0 ? areas : [areas[Int(seeds.next() % UInt64(areas.count))]]
      let device = try Device(
        number: number, author: Author(name: name, role: role), areas: own,
        clock: DeviceClock(clock), chance: Chance(seed: seeds.next()),
        at: folder.freshPlace())
      try enrol(device, in: own)
      devices.append(device)
    }
  }

  func nextSeed() -> UInt64 { seeds.next() }

  /// A value nobody has typed before, so that what is lost cannot hide behind an equal one.
  func freshNumber() -> Int {
    typed += 1
    return typed
  }
}

/// A request on its way.
struct InFlight {
  enum Body {
    case sync([UInt8], token: String)
    case file(FileRequest)
  }

  let body: Body
  let server: Server
  /// Arrives after the next one that arrives, however long that takes.
  let isOvertaken: Bool
}
