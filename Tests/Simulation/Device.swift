import Campo
import Replication
import ReplicationOracle
import SQLiteStore

/// A person's machine: its real store, and what its owner has on the screen.
final class Device {
  let number: Int
  let author: Author
  let clock: DeviceClock
  let power = PowerSwitch()
  private let machine: String
  /// The disk that it and its twins hold copies of; nil where it has one of its own.
  private var disk: SharedDisk?
  /// What its disk holds while a twin runs.
  private var image: StoreFiles?
  let chance: Chance
  var path: String
  var token: String
  var store: Store
  var client: SurveyClient

  /// Interviews that are open, which a sync in the background does not change.
  var interviews: [RecordID: OpenInterview] = [:]
  /// Responses that were read for a decision, perhaps long before it.
  var reviews: [RecordID: (response: Response, seen: Set<Dot>)] = [:]
  /// What the ledger holds its unsealed writes to.
  var unsealed: [RecordID: Unsealed] = [:]
  /// What its records had seen when they were looked at last, by the seals' names.
  var seen: [RecordID: Set<Dot>] = [:]
  /// What its store sealed, or had sealed when it was copied or restored.
  var owned: Set<Dot> = []
  var backup: Backup?

  /// Which crash is planned for it.
  var plannedCrash = Fault.crashBefore
  /// Faults that its next exchange or bundle meets.
  var planned: [(fault: Fault, bits: UInt64)] = []
  /// Faults that changed it for good.
  var marks: Set<Fault> = []
  /// What was done on it since the last whole exchange.
  var since: [Operation: Int] = [:]

  struct Backup {
    let files: StoreFiles
    let unsealed: [RecordID: Unsealed]
    let seen: [RecordID: Set<Dot>]
    let owned: Set<Dot>
  }

  struct OpenInterview {
    var session: InterviewSession
    var screen: Screen
  }

  init(
    number: Int, author: Author, areas: [String], clock: DeviceClock, chance: Chance, path: String
  ) throws {
    self.number = number
    self.author = author
    self.clock = clock
    self.chance = chance
    self.path = path
    token = ""
    machine = "machine \(number)"
    let environment = Self.environment(machine, clock, chance, power)
    store = try Store.create(at: path, environment: environment)
    try store.set([
      .authorName: author.name, .authorRole: author.role.name,
      .areas: areas.joined(separator: "\n"),
    ])
    try store.put(Forms.versions[0].stored)
    client = try SurveyClient(store)
  }

  /// The machine that a copy of another's store came to.
  init(number: Int, copyOf other: Device, clock: DeviceClock, chance: Chance, path: String) throws {
    self.number = number
    author = other.author
    self.clock = clock
    self.chance = chance
    self.path = path
    token = other.token
    unsealed = other.unsealed
    seen = other.seen
    owned = other.owned
    machine = "machine \(number)"
    try StoreFiles(of: other.path).write(to: path)
    store = try Store.open(at: path, environment: Self.environment(machine, clock, chance, power))
    client = try SurveyClient(store)
  }

  /// A machine with a copy of another's whole disk: neither machine nor file tells them apart. Only
  /// one of the two runs at a time.
  init(number: Int, twinOf other: Device, clock: DeviceClock, chance: Chance) throws {
    self.number = number
    author = other.author
    self.clock = clock
    self.chance = chance
    path = other.path
    token = other.token
    unsealed = other.unsealed
    seen = other.seen
    owned = other.owned
    machine = other.machine
    image = try StoreFiles(of: other.path)
    let disk = other.disk ?? SharedDisk(holder: other)
    other.disk = disk
    self.disk = disk
    // Those of the one that runs, until this one does.
    store = other.store
    client = other.client
  }

  final class SharedDisk {
    var holder: Device?

    init(holder: Device) { self.holder = holder }
  }

  /// Runs on its disk, which a twin may hold.
  func activate() throws {
    guard let disk, disk.holder !== self else { return }
    try disk.holder?.suspend()
    disk.holder = self
    try image?.overwrite(at: path)
    try open()
  }

  private func suspend() throws {
    interviews = [:]
    reviews = [:]
    try store.close()
    image = try StoreFiles(of: path)
  }

  private func open() throws {
    store = try Store.open(
      at: path, environment: Self.environment(machine, clock, chance, power))
    _ = try power.sparing { try store.retryQuarantined() }
    client = try SurveyClient(store)
  }

  private static func environment(
    _ machine: String, _ clock: DeviceClock, _ chance: Chance, _ power: PowerSwitch
  ) -> StoreEnvironment {
    var environment = StoreEnvironment(
      now: { clock.wallTime }, randomBits: { (chance.bits(), chance.bits()) },
      machine: { machine })
    environment.passing = { try power.pass($0) }
    return environment
  }

  /// Starts the programs again: nothing stays of what was only in memory.
  func restart() throws {
    power.revive()
    interviews = [:]
    reviews = [:]
    try store.close()
    try open()
  }

  func takeBackup() throws {
    backup = Backup(
      files: try StoreFiles(of: path), unsealed: unsealed, seen: seen,
      owned: owned)
  }

  /// Puts a backup in the store's place, as another file.
  func restore(_ backup: Backup, at path: String) throws {
    disk?.holder = nil
    disk = nil
    self.path = path
    unsealed = backup.unsealed
    seen = backup.seen
    owned = backup.owned
    try backup.files.write(to: path)
    try restart()
  }

  /// Puts a backup of the whole disk back: the file is the same to whoever looks.
  func restoreInPlace(_ backup: Backup) throws {
    unsealed = backup.unsealed
    seen = backup.seen
    owned = backup.owned
    power.revive()
    interviews = [:]
    reviews = [:]
    try store.close()
    try backup.files.overwrite(at: path)
    try open()
  }

  /// Its owner works elsewhere from now on.
  func reassign(to areas: [String]) throws {
    try power.sparing { try store.set([.areas: areas.joined(separator: "\n")]) }
    client = try SurveyClient(store)
    interviews = [:]
    reviews = [:]
  }

  var records: [RecordID] { Set(seen.keys).union(unsealed.keys).sorted() }
}
