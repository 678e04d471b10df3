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

  func takeBackup() throws {
    backup = Backup(files: try StoreFiles(of: path), seen: seen)
  }

  func restore(_ backup: Backup, at path: String) throws {
    self.path = path
    seen = backup.seen
    try backup.files.write(to: path)
    try restart()
  }
}
