import Campo
import Replication
import ReplicationOracle
import SQLiteStore
import SyncProtocol

/// A person's machine: its real store, and what its owner has on the screen.
final class Device: Sender {
  let number: Int
  let author: Author
  let clock: DeviceClock
  let power = PowerSwitch()
  /// What its store tells it from others by: a twin's are the same.
  private let machine: String
  private var fileNumber: UInt64
  let chance: Chance
  var path: String
  var token: String
  var tokenFrom: Server?
  /// What its owner was given at the office and has not brought anywhere yet.
  var code: Code?
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
  /// When its records were held to their events last.
  var checked: [RecordID: CheckedRecord] = [:]
  /// What its store sealed, or had sealed when it was copied or restored.
  var owned: Set<Dot> = []
  /// Files that it holds.
  var files: Set<AttachmentDigest> = []
  var backup: Backup?

  /// Which crash is planned for it.
  var plannedCrash = Fault.crashBefore
  /// Faults that its next exchange or bundle meets.
  var planned: [(fault: Fault, bits: UInt64)] = []
  /// Faults that changed it for good.
  var marks: Set<Fault> = []
  /// What was done on it since the last whole exchange.
  var since: [Operation: Int] = [:]

  struct Code {
    let text: String
    let areas: [String]
    /// Two machines have it.
    var isShared = false
  }

  struct Backup {
    let files: StoreFiles
    let unsealed: [RecordID: Unsealed]
    let seen: [RecordID: Set<Dot>]
    let owned: Set<Dot>
    let held: Set<AttachmentDigest>
  }

  struct OpenInterview {
    var session: InterviewSession
    var screen: Screen
  }

  init(
    number: Int, author: Author, areas: [String], clock: DeviceClock, chance: Chance,
    at place: RunFolder.Place
  ) throws {
    self.number = number
    self.author = author
    self.clock = clock
    self.chance = chance
    path = place.path
    fileNumber = place.fileNumber
    token = ""
    machine = "machine \(number)"
    let environment = Self.environment(machine, fileNumber, clock, chance, power)
    store = try Store.create(at: path, environment: environment)
    try store.set([
      .authorName: author.name, .authorRole: author.role.name,
      .areas: areas.joined(separator: "\n"),
    ])
    try store.put(Forms.versions[0].stored)
    client = try SurveyClient(store)
  }

  /// The machine that a copy of another's store came to.
  /// - Parameter isHidden: it came with the whole disk, so that neither machine nor file tells the two
  ///   apart.
  init(
    number: Int, copyOf other: Device, isHidden: Bool, clock: DeviceClock, chance: Chance,
    at place: RunFolder.Place
  ) throws {
    self.number = number
    author = other.author
    self.clock = clock
    self.chance = chance
    path = place.path
    fileNumber = isHidden ? other.fileNumber : place.fileNumber
    machine = isHidden ? other.machine : "machine \(number)"
    token = other.token
    tokenFrom = other.tokenFrom
    other.code?.isShared = true
    code = other.code
    unsealed = other.unsealed
    seen = other.seen
    owned = other.owned
    files = other.files
    try StoreFiles(of: other.path).write(to: path)
    store = try Store.open(
      at: path, environment: Self.environment(machine, fileNumber, clock, chance, power))
    client = try SurveyClient(store)
  }

  private func open() throws {
    store = try Store.open(
      at: path, environment: Self.environment(machine, fileNumber, clock, chance, power))
    _ = try power.sparing { try store.retryQuarantined() }
    client = try SurveyClient(store)
  }

  private static func environment(
    _ machine: String, _ fileNumber: UInt64, _ clock: DeviceClock, _ chance: Chance,
    _ power: PowerSwitch
  ) -> StoreEnvironment {
    var environment = StoreEnvironment(
      now: { clock.wallTime }, randomBits: { (chance.bits(), chance.bits()) },
      machine: { machine })
    environment.fileNumber = { _ in fileNumber }
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

  /// Its store is as the former version left it, until this version opens it now.
  func replaceFormerSoftware() throws {
    interviews = [:]
    reviews = [:]
    power.revive()
    try store.close()
    try FormerSoftware.putBack(storeIn: path)
    try open()
  }

  func takeBackup() throws {
    backup = Backup(
      files: try StoreFiles(of: path), unsealed: unsealed, seen: seen, owned: owned, held: files)
  }

  /// Puts a backup in the store's place.
  /// - Parameter isHidden: of the whole disk, so that the file is the same to whoever looks.
  func restore(_ backup: Backup, at place: RunFolder.Place, isHidden: Bool) throws {
    path = place.path
    if !isHidden { fileNumber = place.fileNumber }
    unsealed = backup.unsealed
    seen = backup.seen
    owned = backup.owned
    files = backup.held
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

  /// The supervisor's wants the files of what she reviews.
  var fetchesFiles: Bool { number == 0 }

  var records: [RecordID] { Set(seen.keys).union(unsealed.keys).sorted() }
}
