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
  let chance: Chance
  var path: String
  var token: String
  var store: Store
  var client: SurveyClient

  /// Interviews that are open, which a sync in the background does not change.
  var interviews: [RecordID: OpenInterview] = [:]
  /// Responses that were read for a decision, perhaps long before it.
  var reviews: [RecordID: (response: Response, context: VersionVector)] = [:]
  /// What the ledger holds its unsealed writes to.
  var unsealed: [RecordID: Unsealed] = [:]
  /// What its records had seen when they were looked at last.
  var contexts: [RecordID: VersionVector] = [:]
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
    let contexts: [RecordID: VersionVector]
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
    let environment = Self.environment(number, clock, chance, power)
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
    contexts = other.contexts
    owned = other.owned
    try StoreFiles(of: other.path).write(to: path)
    store = try Store.open(at: path, environment: Self.environment(number, clock, chance, power))
    client = try SurveyClient(store)
  }

  private static func environment(
    _ number: Int, _ clock: DeviceClock, _ chance: Chance, _ power: PowerSwitch
  ) -> StoreEnvironment {
    var environment = StoreEnvironment(
      now: { clock.wallTime }, randomBits: { (chance.bits(), chance.bits()) },
      machine: { "machine \(number)" })
    environment.passing = { try power.pass($0) }
    return environment
  }

  /// Starts the programs again: nothing stays of what was only in memory.
  func restart() throws {
    power.revive()
    interviews = [:]
    reviews = [:]
    try store.close()
    store = try Store.open(
      at: path, environment: Self.environment(number, clock, chance, power))
    try store.retryQuarantined()
    client = try SurveyClient(store)
  }

  func takeBackup() throws {
    backup = Backup(
      files: try StoreFiles(of: path), unsealed: unsealed, contexts: contexts,
      owned: owned)
  }

  /// Puts a backup in the store's place, as another file.
  func restore(_ backup: Backup, at path: String) throws {
    self.path = path
    unsealed = backup.unsealed
    contexts = backup.contexts
    owned = backup.owned
    try backup.files.write(to: path)
    try restart()
  }

  /// Its owner works elsewhere from now on.
  func reassign(to areas: [String]) throws {
    try power.sparing { try store.set([.areas: areas.joined(separator: "\n")]) }
    client = try SurveyClient(store)
    interviews = [:]
    reviews = [:]
  }

  var records: [RecordID] { Set(contexts.keys).union(unsealed.keys).sorted() }
}
