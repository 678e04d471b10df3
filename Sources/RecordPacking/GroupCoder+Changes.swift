internal import Crypto
internal import RecordCoding
internal import Replication
internal import SyncProtocol

/// Where the models are of what only changes have.
struct ChangeSpaces {
  let cellCount, slot, rowCount, roster: Int

  init<Coder: BitCoder>(in symbols: inout SymbolCoder<Coder>) {
    cellCount = symbols.space(SymbolCoder<Coder>.numberSpace)
    slot = symbols.space(SymbolCoder<Coder>.numberSpace)
    rowCount = symbols.space(SymbolCoder<Coder>.numberSpace)
    roster = symbols.space(SymbolCoder<Coder>.numberSpace)
  }
}

extension GroupCoder {
  /// What a record says beyond the state that the reader holds; a reader gives nil, and gets the whole
  /// record with all lines about it.
  ///
  /// Whoever has seen a seal has seen all of it: a register in which no entry is new is as it was.
  mutating func change(
    _ given: PackedChanges.Change?, onto held: (RecordID) -> PackedGroup.Member?
  ) throws(PackingError) -> PackedGroup.Member {
    let id = RecordID(
      high: try symbols.even64(given?.member.record.id.high ?? 0),
      low: try symbols.even64(given?.member.record.id.low ?? 0))
    let base = given == nil ? held(id) : nil
    guard let seen = given?.seen ?? base?.record.context else { throw .otherBase }
    try mark(seen)
    let context = try context(given?.member.record.context, beyond: seen)
    let news = given.map(News.init) ?? News()
    let stamps = try self.stamps(news.stamps, context)
    let dots = stamps.map(\.dot)
    (lastState, lastDot) = (.absent, 0)
    let registers = try changed(news.registers, dots, today: stamps.first?.stamp.time)
    let decisions = try self.decisions(news.decisions, dots)
    var record = given?.member.record
    if let base {
      var joined = base.record.registers
      joined.replace(registers)
      record = Record(
        id: id, kind: base.record.kind, registers: joined,
        decisions: base.record.decisions.merging(decisions) { _, new in new },
        stamps: base.record.stamps.merging(stamps.map { ($0.dot, $0.stamp) }) { _, new in new },
        context: context)
    }
    guard let record else { throw .otherBase }
    let lines = try self.lines(news.lines, about: record)
    let known = base?.lines.filter { seen.contains($0.dot) } ?? []
    return given?.member ?? PackedGroup.Member(record: record, lines: known + lines)
  }

  /// The state that a change builds on, by its context.
  private mutating func mark(_ seen: VersionVector) throws(PackingError) {
    let digest = SHA256.hash(data: RecordCoder.encode(seen))
    for byte in digest.prefix(PackedChanges.baseBytes) {
      guard try symbols.evenByte(byte) == byte else { throw .otherBase }
    }
  }

  private mutating func context(
    _ given: VersionVector?, beyond seen: VersionVector
  ) throws(PackingError) -> VersionVector {
    // Whoever wrote before need not be named again.
    for dot in seen.dots where replicas.place(of: dot.replica) == nil {
      if replicas.count >= PackingLimits.names {
        throw .tooLarge("replicas", limit: PackingLimits.names)
      }
      _ = replicas.add(dot.replica)
      revisions.append(dot.revision)
    }
    let raised = given?.dots.filter { !seen.contains($0) } ?? []
    let count = try symbols.count(
      raised.count, of: "replicas", atMost: CodingLimits.replicas, spaces.contextCount)
    var context = seen
    for place in 0..<count {
      let dot = place < raised.count ? raised[place] : .none
      let replica = try self.replica(dot.replica)
      let revision = try self.revision(dot.revision, of: replica, spaces.contextRevision)
      let coded = Dot(replica: replicas[replica], revision: revision)
      if context.contains(coded) { throw .malformed("a seal that was seen before") }
      context.insert(coded)
    }
    guard context.dots.count <= CodingLimits.replicas else {
      throw .tooLarge("replicas", limit: CodingLimits.replicas)
    }
    return context
  }

  /// Registers by their places: slots ascending, each with its rows; then whether rows exist; then
  /// what the layout has no place for.
  private mutating func changed(
    _ given: [(key: RegisterKey, value: Register)], _ dots: [Dot], today: WallTime?
  ) throws(PackingError) -> [(key: RegisterKey, value: Register)] {
    let placed = PlacedChanges(given, layout)
    let day = Int((today?.milliseconds ?? 0).floored(by: 86_400_000))
    var found: [(key: RegisterKey, value: Register)] = []
    let cells = try symbols.count(
      placed.cells.count, of: "cells", atMost: PackingLimits.entries, changeSpaces.cellCount)
    var last = 0
    for number in 0..<cells {
      let cell = number < placed.cells.count ? placed.cells[number] : nil
      last += try symbols.count(
        (cell?.place ?? last) - last, of: "slots", atMost: layout.slots.count - 1 - last,
        changeSpaces.slot)
      let slot = layout.slots[last]
      let rows = try self.way(cell?.rows, through: slot.roster)
      let register = try self.register(cell?.register, of: .slot(last, day: day), dots)
      guard let register else { throw .malformed("a change that is none") }
      found.append((slot.key.key(rows), register))
    }
    let presences = try symbols.count(
      placed.presences.count, of: "rows", atMost: PackingLimits.rows, changeSpaces.rowCount)
    last = 0
    for number in 0..<presences {
      let row = number < placed.presences.count ? placed.presences[number] : nil
      last += try symbols.count(
        (row?.place ?? last) - last, of: "rosters", atMost: layout.rosters.count - 1 - last,
        changeSpaces.roster)
      let rows = try self.way(row?.rows, through: last)
      let register = try self.register(row?.register, of: .row(last), dots)
      guard let register else { throw .malformed("a change that is none") }
      found.append((.row(AnswerKey(question: layout.rosters[last].path, rows: rows)), register))
    }
    found += try extras(placed.extras, dots)
    let keys = found.map(\.key).sorted()
    for (before, after) in zip(keys, keys.dropFirst()) where before == after {
      throw .malformed("a register twice")
    }
    return found
  }

  /// The rows around a cell, the outermost first.
  private mutating func way(
    _ given: [RowID]?, through roster: Int?
  ) throws(PackingError) -> [RowID] {
    let depth = roster.map { layout.rosters[$0].depth } ?? 0
    try countRows(depth)
    var rows: [RowID] = []
    for level in 0..<depth {
      rows.append(try row(given?[level] ?? .ordinal(0), after: nil))
    }
    return rows
  }
}

/// What a record says beyond a context.
private struct News {
  var registers: [(key: RegisterKey, value: Register)] = []
  var decisions: [Dot: Decision] = [:]
  /// Of all dots in these.
  var stamps: [Dot: Stamp] = [:]
  var lines: [SealEntry] = []

  init() {}

  init(_ change: PackedChanges.Change) {
    let (record, seen) = (change.member.record, change.seen)
    registers = record.registers.filter { _, register in
      register.contains { !seen.contains($0.dot) }
    }
    decisions = record.decisions.filter { !seen.contains($0.key) }
    let dots = Set(registers.flatMap { $0.value.map(\.dot) }).union(decisions.keys)
    stamps = record.stamps.filter { dots.contains($0.key) }
    lines = change.member.lines.filter { !seen.contains($0.dot) }
  }
}

/// Changed registers by their places in a layout, ascending.
private struct PlacedChanges {
  struct Changed {
    let place: Int
    let rows: [RowID]
    let register: Register
  }

  var cells: [Changed] = []
  var presences: [Changed] = []
  var extras: [(key: RegisterKey, value: Register)] = []

  init(_ registers: [(key: RegisterKey, value: Register)], _ layout: RecordLayout) {
    for (key, register) in registers {
      switch (LaidOutRecord.Place(of: key, in: layout), key) {
      case (.slot(let slot), .answer(let cell)):
        cells.append(Changed(place: slot, rows: cell.rows, register: register))
      case (.slot(let slot), _):
        cells.append(Changed(place: slot, rows: [], register: register))
      case (.row(let roster), .row(let cell)):
        presences.append(Changed(place: roster, rows: cell.rows, register: register))
      default: extras.append((key, register))
      }
    }
    // Those of one place stay in the order of their keys.
    cells = Self.ascending(cells)
    presences = Self.ascending(presences)
  }

  private static func ascending(_ changed: [Changed]) -> [Changed] {
    changed.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
  }
}
