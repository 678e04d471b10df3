internal import RecordCoding
internal import Replication
internal import SyncProtocol

/// Writes or reads the records of one questionnaire one after the other, each by what those before
/// have taught. The order of steps is the format (Docs/SyncProtocol.md, "Packed records").
struct GroupCoder<Coder: BitCoder> {
  typealias Symbols = SymbolCoder<Coder>

  let layout: RecordLayout
  var symbols: Symbols
  var texts: TextModels
  let spaces: RecordSpaces
  let changeSpaces: ChangeSpaces
  var cellSpaces: [CellSpaces?]
  var presenceSpaces: [CellSpaces?]
  /// By the shape of an answer, and the number of choices: what questions of that kind share.
  var sharedPayloads: [AnswerKind: Int] = [:]

  var replicas = Table<ReplicaID>()
  var authors = Table<AuthorKey>()
  /// The last revision met, by place of its replica.
  var revisions: [UInt64] = []
  /// At first the beginning of 2026.
  var lastTime: Int64 = 1_767_225_600_000
  var lastOffset = 0
  /// At first the middle of El Salvador, as phones spell it.
  var lastPoint = [
    Decimal(value: 137_000_000, places: 7), Decimal(value: -889_000_000, places: 7),
    Decimal(value: 6_000, places: 1), Decimal(value: 50, places: 1),
  ]
  /// The last text of each slot.
  var lastTexts: [[UInt8]?]
  var chains: [ReplicaID: (revision: UInt64, chain: [UInt8])] = [:]
  let sender: PackingSender
  private var entriesLeft = PackingLimits.entries
  private var rowsLeft = PackingLimits.rows
  private var bytesLeft = PackingLimits.canonicalBytes
  /// The state of the cell before, which the next one's mostly follows.
  var lastState = CellState.absent
  var lastDot = 0

  init(_ coder: Coder, _ layout: RecordLayout, from sender: PackingSender) {
    self.layout = layout
    self.sender = sender
    symbols = SymbolCoder(coder, models: TextModels.beginning.models)
    texts = TextModels.beginning.texts
    spaces = RecordSpaces(in: &symbols)
    changeSpaces = ChangeSpaces(in: &symbols)
    cellSpaces = Array(repeating: nil, count: layout.slots.count)
    presenceSpaces = Array(repeating: nil, count: layout.rosters.count)
    lastTexts = Array(repeating: nil, count: layout.slots.count)
    _ = replicas.add(sender.replica)
    revisions.append(sender.chain.revision)
    lastTexts[RecordLayout.timeZone] = Self.timeZone
    expectTypical()
  }

  /// Says how many records come, and what the writer takes as known.
  mutating func begin(_ given: Int) throws(PackingError) -> Int {
    if try symbols.bit(sender.author != nil, spaces.knownAuthor) {
      guard let author = sender.author else { throw .malformed("an author who is not known") }
      _ = authors.add(AuthorKey(author))
    }
    if try symbols.bit(sender.area != nil, spaces.knownArea) {
      guard let area = sender.area else { throw .malformed("an area that is not known") }
      lastTexts[RecordLayout.area] = Array(area.utf8)
    }
    return try symbols.count(
      given, of: "records", atMost: PackingLimits.records, spaces.records)
  }

  /// One record with the lines of seal logs about it; a reader gives nil.
  mutating func record(
    _ given: Record?, lines: [SealEntry]
  ) throws(PackingError) -> (record: Record, lines: [SealEntry]) {
    let id = RecordID(
      high: try symbols.even64(given?.id.high ?? 0), low: try symbols.even64(given?.id.low ?? 0))
    let context = try self.context(given?.context ?? VersionVector())
    let stamps = try self.stamps(given?.stamps ?? [:], context)
    let dots = stamps.map(\.dot)
    (lastState, lastDot) = (.absent, 0)
    let registers = try self.registers(given, dots, today: stamps.first?.stamp.time)
    let decisions = try self.decisions(given?.decisions ?? [:], dots)
    let record = Record(
      id: id, kind: .response, registers: registers, decisions: decisions,
      stamps: Dictionary(uniqueKeysWithValues: stamps.map { ($0.dot, $0.stamp) }), context: context)
    guard let record else { throw .malformed("an entry outside the context") }
    return (record, try self.lines(lines, about: record))
  }

  /// Where the first interview of a group is expected to have been held.
  private static var timeZone: [UInt8] { Array("America/El_Salvador".utf8) }

  /// Most records are an interview that one device sealed once and hands over: that costs little
  /// from the first one on.
  private mutating func expectTypical() {
    let one = [
      changeSpaces.cellCount, spaces.records, spaces.contextCount, spaces.dotCount,
      spaces.lineCount,
    ]
    let none = [
      changeSpaces.rowCount, spaces.replica, spaces.dotReplica, spaces.dotRevision, spaces.author,
      spaces.extraCount,
      spaces.decisionCount, spaces.ordinal,
    ]
    for space in one { symbols.expect(number: 1, space) }
    for space in none { symbols.expect(number: 0, space) }
    for space in [spaces.contextRevision, spaces.lineRevision] { symbols.expect(signed: 0, space) }
    for space in [spaces.knownAuthor, spaces.knownArea, spaces.lineStamp] {
      symbols.expect(true, space)
    }
    symbols.expect(false, spaces.rowIsMinted)
    for state in [CellState.absent, .shaped, .again, .text, .cleared] {
      let behind = spaces.cellState + state.rawValue << CellState.bits
      symbols.expect(CellState.shaped.rawValue, bits: CellState.bits, behind)
    }
  }

  // MARK: Who and when

  /// A replica, named in full the first time.
  mutating func replica(_ given: ReplicaID) throws(PackingError) -> Int {
    let known = replicas.place(of: given) ?? replicas.count
    let place = try symbols.count(
      known, of: "replicas", atMost: replicas.count, spaces.replica)
    if place < replicas.count { return place }
    let coded = ReplicaID(
      high: try symbols.even64(given.high), low: try symbols.even64(given.low))
    if replicas.count >= PackingLimits.names {
      throw .tooLarge("replicas", limit: PackingLimits.names)
    }
    guard replicas.add(coded) else { throw .malformed("a replica named twice") }
    revisions.append(0)
    return place
  }

  /// A revision, by its distance from the one met before of its replica.
  mutating func revision(
    _ given: UInt64, of replica: Int, _ space: Int
  ) throws(PackingError) -> UInt64 {
    let distance = Int64(bitPattern: given &- revisions[replica])
    let coded = revisions[replica] &+ UInt64(bitPattern: try symbols.signed(distance, space))
    if coded == 0 { throw .malformed("a revision of 0") }
    revisions[replica] = coded
    return coded
  }

  mutating func context(_ given: VersionVector) throws(PackingError) -> VersionVector {
    let count = try symbols.count(
      given.dots.count, of: "replicas", atMost: CodingLimits.replicas, spaces.contextCount)
    var revisions: [ReplicaID: UInt64] = [:]
    for place in 0..<count {
      let dot = place < given.dots.count ? given.dots[place] : .none
      let replica = try self.replica(dot.replica)
      let revision = try self.revision(dot.revision, of: replica, spaces.contextRevision)
      guard revisions.updateValue(revision, forKey: replicas[replica]) == nil else {
        throw .malformed("one replica twice in a context")
      }
    }
    return VersionVector(revisions)
  }

  /// Author and time of each dot that the record mentions, ascending by revision and replica.
  mutating func stamps(
    _ given: [Dot: Stamp], _ context: VersionVector
  ) throws(PackingError) -> [(dot: Dot, stamp: Stamp)] {
    let sorted = given.sorted { $0.key < $1.key }
    let count = try symbols.count(
      sorted.count, of: "dots", atMost: CodingLimits.entries, spaces.dotCount)
    var coded: [(dot: Dot, stamp: Stamp)] = []
    for place in 0..<count {
      let (dot, stamp) = place < sorted.count ? sorted[place] : (.none, .none)
      let writer = try symbols.count(
        place < sorted.count ? context.dots.firstPlace { $0.replica >= dot.replica } : 0,
        of: "replicas", atMost: context.dots.count - 1, spaces.dotReplica)
      let last = context.dots[writer]
      let behind = try symbols.number(last.revision &- dot.revision, spaces.dotRevision)
      if behind >= last.revision { throw .malformed("a revision of 0") }
      let codedDot = Dot(replica: last.replica, revision: last.revision - behind)
      if let before = coded.last, before.dot >= codedDot { throw .malformed("dots out of order") }
      coded.append((codedDot, try self.stamp(stamp)))
    }
    return coded
  }

  mutating func stamp(_ given: Stamp) throws(PackingError) -> Stamp {
    let author = try self.author(given.author)
    let distance = try symbols.signed(given.time.milliseconds &- lastTime, spaces.time)
    lastTime &+= distance
    guard CodingLimits.times.contains(lastTime) else { throw .malformed("a time out of range") }
    return Stamp(author: author, time: WallTime(milliseconds: lastTime))
  }

  private mutating func author(_ given: Author) throws(PackingError) -> Author {
    let known = authors.place(of: AuthorKey(given)) ?? authors.count
    let place = try symbols.count(known, of: "authors", atMost: authors.count, spaces.author)
    if place < authors.count { return authors[place].author }
    let name = try text(given.name, atMost: CodingLimits.nameBytes)
    let number = try symbols.symbol(Int(given.role.rawValue), bits: 8, spaces.role)
    guard let role = Author.Role(rawValue: UInt8(number)) else {
      throw .malformed("an author's role that is unknown")
    }
    if authors.count >= PackingLimits.names {
      throw .tooLarge("authors", limit: PackingLimits.names)
    }
    let author = Author(name: name, role: role)
    guard authors.add(AuthorKey(author)) else { throw .malformed("an author named twice") }
    return author
  }

  // MARK: Texts and bytes

  mutating func text(_ given: String, atMost limit: Int) throws(PackingError) -> String {
    try string(try symbols.text(Array(given.utf8), atMost: limit, &texts))
  }

  /// A text of its own, which is counted: a group may say one again and again for next to nothing.
  mutating func string(_ bytes: [UInt8]) throws(PackingError) -> String {
    try countBytes(bytes.count)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .malformed("text that is not UTF-8")
    }
    return text
  }

  /// What is coded elsewhere, byte for byte.
  mutating func bytes(_ given: [UInt8], atMost limit: Int) throws(PackingError) -> [UInt8] {
    let count = try symbols.count(given.count, of: "bytes", atMost: limit, spaces.byteCount)
    try countBytes(count)
    var coded: [UInt8] = []
    for place in 0..<count {
      coded.append(try symbols.evenByte(place < given.count ? given[place] : 0))
    }
    return coded
  }

  /// Reads what `bytes` brought.
  func reading<Value>(
    _ bytes: [UInt8], _ read: (inout ByteReader) throws(RecordDecodingError) -> Value
  ) throws(PackingError) -> Value {
    var reader = ByteReader(bytes)
    do {
      let value = try read(&reader)
      try reader.expectEnd()
      return value
    } catch {
      throw .malformed("\(error.reason)")
    }
  }

  // MARK: Limits

  mutating func countEntry() throws(PackingError) {
    entriesLeft -= 1
    if entriesLeft < 0 { throw .tooLarge("entries", limit: PackingLimits.entries) }
  }

  private mutating func countBytes(_ count: Int) throws(PackingError) {
    bytesLeft -= count
    if bytesLeft < 0 { throw .tooLarge("bytes", limit: PackingLimits.canonicalBytes) }
  }

  mutating func countRows(_ count: Int) throws(PackingError) {
    rowsLeft -= count
    if rowsLeft < 0 { throw .tooLarge("rows", limit: PackingLimits.rows) }
  }
}

/// Elements in the order they were met, each once.
struct Table<Element: Hashable> {
  private var elements: [Element] = []
  private var places: [Element: Int] = [:]

  var count: Int { elements.count }
  subscript(place: Int) -> Element { elements[place] }
  func place(of element: Element) -> Int? { places[element] }

  /// False where it was there.
  mutating func add(_ element: Element) -> Bool {
    guard places.updateValue(elements.count, forKey: element) == nil else { return false }
    elements.append(element)
    return true
  }
}

/// An author by the bytes of the name: composed and decomposed letters are two names.
struct AuthorKey: Hashable {
  let author: Author

  init(_ author: Author) { self.author = author }

  static func == (a: Self, b: Self) -> Bool {
    a.author.role == b.author.role && a.author.name.isSameBytes(as: b.author.name)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(author) }
}

// What a reader gives where a writer gives what is to be written.

extension Dot {
  static let none = Dot(replica: ReplicaID(high: 0, low: 0), revision: 0)
}

extension Stamp {
  static let none = Stamp(
    author: Author(name: "", role: .enumerator), time: WallTime(milliseconds: 0))
}
