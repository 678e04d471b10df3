internal import RecordCoding
internal import Replication

extension GroupCoder {
  /// All registers: the rows of each roster, then each slot's cells, then whether each row exists,
  /// then what the layout has no place for.
  mutating func registers(
    _ given: Record?, _ dots: [Dot], today: WallTime?
  ) throws(PackingError) -> Registers {
    let laidOut = given.map { LaidOutRecord($0, layout) } ?? LaidOutRecord(emptyFor: layout)
    let rows = try self.rows(laidOut.rows)
    let day = Int((today?.milliseconds ?? 0).floored(by: 86_400_000))
    var found: [(key: RegisterKey, value: Register)] = []
    for slot in layout.slots.indices {
      let around = LaidOutRecord.rows(around: layout.slots[slot].roster, rows)
      for row in around.indices {
        let cell = given == nil ? nil : laidOut.cells[slot][row]
        let register = try register(cell, of: .slot(slot, day: day), dots)
        if let register { found.append((layout.slots[slot].key.key(around[row]), register)) }
      }
    }
    for roster in layout.rosters.indices {
      for row in rows[roster].indices {
        let cell = given == nil ? nil : laidOut.presence[roster][row]
        guard let register = try register(cell, of: .row(roster), dots) else { continue }
        let key = AnswerKey(question: layout.rosters[roster].path, rows: rows[roster][row])
        found.append((.row(key), register))
      }
    }
    let extras = try self.extras(laidOut.extras, dots)
    if extras.isEmpty {
      return Registers(keys: found.map(\.key), registers: found.map(\.value))
    }
    found = (found + extras).sorted { $0.key < $1.key }
    for (before, after) in zip(found, found.dropFirst()) where before.key == after.key {
      throw .malformed("a register twice")
    }
    return Registers(keys: found.map(\.key), registers: found.map(\.value))
  }

  // MARK: Rows

  private mutating func rows(_ given: [[[RowID]]]) throws(PackingError) -> [[[RowID]]] {
    var coded: [[[RowID]]] = []
    for roster in layout.rosters.indices {
      let around = LaidOutRecord.rows(around: layout.rosters[roster].parent, coded)
      var next = given[roster][...]
      var rows: [[RowID]] = []
      for outer in around {
        let mine = next.prefix { $0.dropLast().elementsEqual(outer) }
        next = next.dropFirst(mine.count)
        for row in try self.rows(inside: mine.compactMap(\.last)) { rows.append(outer + [row]) }
      }
      coded.append(rows)
    }
    return coded
  }

  /// The rows of one roster inside one row of the roster around it, ascending.
  private mutating func rows(inside given: [RowID]) throws(PackingError) -> [RowID] {
    let count = try symbols.count(
      given.count, of: "rows", atMost: PackingLimits.rows, spaces.rowCount)
    try countRows(count)
    var coded: [RowID] = []
    for place in 0..<count {
      let row = place < given.count ? given[place] : .ordinal(0)
      let next = try self.row(row, after: coded.last)
      if let last = coded.last, next <= last { throw .malformed("rows out of order") }
      coded.append(next)
    }
    return coded
  }

  mutating func row(_ given: RowID, after last: RowID?) throws(PackingError) -> RowID {
    var minted: UInt64?
    if case .minted(let bits) = given { minted = bits }
    if try symbols.bit(minted != nil, spaces.rowIsMinted) {
      return .minted(try symbols.even64(minted ?? 0))
    }
    // Rows that a count made are mostly 1, 2, 3 …
    var expected: UInt32 = 1
    if case .ordinal(let number)? = last { expected = number &+ 1 }
    var distance: UInt32 = 0
    if case .ordinal(let number) = given { distance = number &- expected }
    let coded = try symbols.number(UInt64(distance), spaces.ordinal)
    guard let distance = UInt32(exactly: coded) else { throw .malformed("a row beyond 32 bits") }
    return .ordinal(expected &+ distance)
  }

  // MARK: Registers

  /// What a cell belongs to.
  enum Cell {
    case slot(Int, day: Int)
    case row(Int)
    case extra
  }

  mutating func register(
    _ given: Register?, of cell: Cell, _ dots: [Dot]
  ) throws(PackingError) -> Register? {
    let first = given?.first
    var state = CellState.absent
    if let given { state = given.isSingle ? self.state(of: first?.value, in: cell) : .several }
    let coded = try self.state(state, of: cell)
    if coded == .absent { return nil }
    guard coded == .several else {
      let value = try value(first?.value, told: coded, in: cell)
      return Register(try dot(first?.dot, dots), value)
    }
    let count = try symbols.count(
      given?.count ?? 2, of: "entries", atMost: CodingLimits.entries, spaces.entryCount)
    var entries: [Dot: AnswerValue] = [:]
    for place in 0..<count {
      let entry = given.map { $0[place] }
      let number = try symbols.symbol(
        entry.map { self.state(of: $0.value, in: cell).rawValue } ?? 0, bits: CellState.bits,
        spaces.severalState)
      guard let told = CellState(rawValue: number), told != .absent, told != .several else {
        throw .malformed("one of several entries")
      }
      let value = try value(entry?.value, told: told, in: cell)
      guard entries.updateValue(value, forKey: try dot(entry?.dot, dots)) == nil else {
        throw .malformed("one dot twice in a register")
      }
    }
    guard let register = Register(entries), !register.isSingle else {
      throw .malformed("several entries that are not")
    }
    return register
  }

  private mutating func state(
    _ given: CellState, of cell: Cell
  ) throws(PackingError) -> CellState {
    let space: ModelPlace
    switch cell {
    case .slot(let slot, _): space = spaces(ofSlot: slot).state
    case .row(let roster): space = spaces(ofRoster: roster).state
    case .extra: return given
    }
    let number = try symbols.symbol(
      given.rawValue, bits: CellState.bits, space.moved(by: lastState.rawValue << CellState.bits))
    guard let coded = CellState(rawValue: number) else { throw .malformed("a cell's state") }
    lastState = coded
    return coded
  }

  private mutating func dot(_ given: Dot?, _ dots: [Dot]) throws(PackingError) -> Dot {
    try countEntry()
    guard let only = dots.first else { throw .malformed("an entry without a dot") }
    if dots.count == 1 { return only }
    let place = given.map { given in dots.firstPlace { $0 >= given } } ?? 0
    if try symbols.bit(place == lastDot, spaces.sameDot) { return dots[lastDot] }
    lastDot = try symbols.count(place, of: "dots", atMost: dots.count - 1, spaces.dot)
    return dots[lastDot]
  }

  // MARK: Values

  private func state(of value: AnswerValue?, in cell: Cell) -> CellState {
    switch (value, cell) {
    case (.text(let text), .slot(let slot, _)):
      let shape = layout.slots[slot].shape
      if case .text = shape {
        return lastTexts[slot].map { text.utf8.elementsEqual($0) } == true ? .again : .text
      }
      return shape.answer(text) == nil ? .text : .shaped
    case (.missing, .slot): return .missing
    case (.cleared, .slot): return .cleared
    case (.row, .row): return .shaped
    default: return .other
    }
  }

  private mutating func value(
    _ given: AnswerValue?, told state: CellState, in cell: Cell
  ) throws(PackingError) -> AnswerValue {
    switch (state, cell) {
    case (.cleared, .slot): return .cleared
    case (.missing, .slot(let slot, _)):
      var code = ""
      if case .missing(let name)? = given { code = name }
      return .missing(try missing(code, of: layout.slots[slot].missing))
    case (.again, .slot(let slot, _)):
      guard let last = lastTexts[slot] else { throw .malformed("a text before the first") }
      return .text(try string(last))
    case (.text, .slot(let slot, _)):
      let bytes = try symbols.text(
        Self.text(of: given), atMost: CodingLimits.textBytes, &texts)
      if case .text = layout.slots[slot].shape { lastTexts[slot] = bytes }
      return .text(try string(bytes))
    case (.shaped, .slot(let slot, let day)):
      let shape = layout.slots[slot].shape
      let text = String(decoding: Self.text(of: given), as: UTF8.self)
      let answer = try answer(
        given == nil ? nil : shape.answer(text), shape, spaces(ofSlot: slot).payload, day)
      return .text(shape.text(answer))
    case (.shaped, .row(let roster)):
      var position: UInt32 = 0
      if case .row(let given)? = given { position = given }
      let coded = try symbols.number(UInt64(position), spaces(ofRoster: roster).payload)
      guard let position = UInt32(exactly: coded) else {
        throw .malformed("a row's place beyond 32 bits")
      }
      return .row(position: position)
    case (.other, _):
      let bytes = try bytes(given.map(Self.bytes(of:)) ?? [], atMost: CodingLimits.recordBytes)
      return try reading(bytes) { reader throws(RecordDecodingError) in try reader.readValue() }
    default: throw .malformed("a value of a kind that stands elsewhere")
    }
  }

  private static func text(of value: AnswerValue?) -> [UInt8] {
    if case .text(let text)? = value { Array(text.utf8) } else { [] }
  }

  private static func bytes(of value: AnswerValue) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(value)
    return writer.bytes
  }

  private mutating func missing(
    _ given: String, of codes: [String]
  ) throws(PackingError) -> String {
    let known = codes.firstIndex { $0.isSameBytes(as: given) }.map { $0 + 1 } ?? 0
    let place = try symbols.count(
      known, of: "missing codes", atMost: codes.count, spaces.missing)
    return place > 0 ? codes[place - 1] : try text(given, atMost: CodingLimits.nameBytes)
  }

  // MARK: What the layout has no place for

  mutating func extras(
    _ given: [(key: RegisterKey, value: Register)], _ dots: [Dot]
  ) throws(PackingError) -> [(key: RegisterKey, value: Register)] {
    let count = try symbols.count(
      given.count, of: "registers", atMost: CodingLimits.entries, spaces.extraCount)
    var coded: [(key: RegisterKey, value: Register)] = []
    for place in 0..<count {
      let extra = place < given.count ? given[place] : nil
      var name = ByteWriter()
      if let extra { name.write(extra.key) }
      let bytes = try bytes(name.bytes, atMost: CodingLimits.recordBytes)
      let key = try reading(bytes) { reader throws(RecordDecodingError) in try reader.readKey() }
      let entries = try symbols.count(
        extra?.value.count ?? 0, of: "entries", atMost: CodingLimits.entries, spaces.entryCount)
      var register: [Dot: AnswerValue] = [:]
      for place in 0..<entries {
        let entry = extra.map { $0.value[place] }
        let value = try value(entry?.value, told: .other, in: .extra)
        guard register.updateValue(value, forKey: try dot(entry?.dot, dots)) == nil else {
          throw .malformed("one dot twice in a register")
        }
      }
      guard let register = Register(register) else { throw .malformed("an empty register") }
      coded.append((key, register))
    }
    return coded
  }
}

extension RecordLayout.SlotKey {
  func key(_ rows: [RowID]) -> RegisterKey {
    switch self {
    case .field(let name): .field(name)
    case .question(let path): .answer(AnswerKey(question: path, rows: rows))
    }
  }
}

extension Int64 {
  /// Divided, and rounded down.
  func floored(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
