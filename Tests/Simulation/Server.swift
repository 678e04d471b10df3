import Foundation
import Replication
import SQLiteStore
import SyncProtocol
import SyncService

/// A server of a fleet, the office's or a hub: the real service over its real store, without HTTP.
final class Server {
  /// As violations call it.
  let name: String
  let clock: DeviceClock
  let power = PowerSwitch()
  private let chance: Chance
  private var place: RunFolder.Place
  private(set) var service: SyncService
  var seen: [RecordID: Set<Dot>] = [:]
  /// When its records were held to their events last.
  var checked: [RecordID: CheckedRecord] = [:]
  /// Files that it holds.
  var files: Set<AttachmentDigest> = []
  private(set) var backup: Backup?
  /// Which crash is planned for it.
  var plannedCrash = Fault.crashBefore

  struct Backup {
    let files: StoreFiles
    let seen: [RecordID: Set<Dot>]
    let held: Set<AttachmentDigest>
  }

  init(_ name: String, clock: DeviceClock, chance: Chance, at place: RunFolder.Place) throws {
    self.name = name
    self.clock = clock
    self.chance = chance
    self.place = place
    service = try Self.service(name, at: place, clock, chance, power)
  }

  var store: Store { service.store }

  private static func service(
    _ name: String, at place: RunFolder.Place, _ clock: DeviceClock, _ chance: Chance,
    _ power: PowerSwitch
  ) throws -> SyncService {
    var environment = StoreEnvironment(
      now: { clock.wallTime }, randomBits: { (chance.bits(), chance.bits()) },
      machine: { name })
    environment.fileNumber = { _ in place.fileNumber }
    environment.passing = { try power.pass($0) }
    return SyncService(
      store: try ServerData.open(at: place.path, environment: environment),
      environment: ServiceEnvironment(now: { clock.wallTime }, randomBits: { chance.bits() }))
  }

  func restart() throws {
    power.revive()
    try store.close()
    service = try Self.service(name, at: place, clock, chance, power)
    try service.retryQuarantined()
  }

  /// Copies its files.
  func takeBackup() throws {
    backup = Backup(files: try StoreFiles(of: place.path), seen: seen, held: files)
  }

  /// Copies its files to a folder, and tells it so, as whoever runs the office's server does.
  func takeBackup(notedIn folder: String) throws {
    let copy = try StoreFiles(of: place.path)
    try copy.write(to: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try power.sparing { try service.recordBackup(folder) }
    backup = Backup(files: copy, seen: seen, held: files)
  }

  /// Puts a backup in the store's place.
  /// - Parameter isHidden: of the whole disk, so that the file is the same to whoever looks.
  func restore(_ backup: Backup, at place: RunFolder.Place, isHidden: Bool = false) throws {
    self.place = RunFolder.Place(
      path: place.path, fileNumber: isHidden ? self.place.fileNumber : place.fileNumber)
    seen = backup.seen
    files = backup.held
    try backup.files.write(to: place.path)
    try restart()
  }
}
