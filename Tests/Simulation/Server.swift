import Foundation
import Replication
import SQLiteStore
import SyncService

/// The one server of a fleet: the real service over its real store, without HTTP.
final class Server {
  let clock: DeviceClock
  let power = PowerSwitch()
  private let chance: Chance
  private(set) var path: String
  private(set) var service: SyncService
  var seen: [RecordID: Set<Dot>] = [:]
  /// When its records were held to their events last.
  var checked: [RecordID: CheckedRecord] = [:]
  private(set) var backup: Backup?

  struct Backup {
    let files: StoreFiles
    let seen: [RecordID: Set<Dot>]
  }

  init(clock: DeviceClock, chance: Chance, path: String) throws {
    self.clock = clock
    self.chance = chance
    self.path = path
    service = try Self.service(at: path, clock, chance, power)
    try service.store.put(Forms.versions[0].stored, published: true)
  }

  var store: Store { service.store }

  private static func service(
    at path: String, _ clock: DeviceClock, _ chance: Chance, _ power: PowerSwitch
  ) throws -> SyncService {
    var environment = StoreEnvironment(
      now: { clock.wallTime }, randomBits: { (chance.bits(), chance.bits()) },
      machine: { "server" })
    environment.passing = { try power.pass($0) }
    return SyncService(
      store: try ServerData.open(at: path, environment: environment),
      environment: ServiceEnvironment(now: { clock.wallTime }, randomBits: { chance.bits() }))
  }

  func restart() throws {
    power.revive()
    try store.close()
    service = try Self.service(at: path, clock, chance, power)
    try service.retryQuarantined()
  }

  /// Copies its files to a folder, and tells it so, as whoever runs a server does.
  func takeBackup(at folder: String) throws {
    let files = try StoreFiles(of: path)
    try files.write(to: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try power.sparing { try service.recordBackup(folder) }
    backup = Backup(files: files, seen: seen)
  }

  func restore(_ backup: Backup, at path: String) throws {
    self.path = path
    seen = backup.seen
    try backup.files.write(to: path)
    try restart()
  }
}
