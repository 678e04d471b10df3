import Replication

/// A record's registers by their places in a layout.
struct LaidOutRecord {
  /// The rows of each roster, ascending; each with those around it.
  private(set) var rows: [[[RowID]]]
  /// By slot, then by row: what stands there.
  private(set) var cells: [[Register?]]
  /// By roster, then by row: whether the row exists.
  private(set) var presence: [[Register?]]
  /// What the layout has no place for.
  private(set) var extras: [(key: RegisterKey, value: Register)] = []

  private static let noRows: [[RowID]] = [[]]

  init(_ record: Record, _ layout: RecordLayout) {
    var found = [[[RowID]]](repeating: [], count: layout.rosters.count)
    var placed: [(place: Place, rows: [RowID], register: Register)] = []
    placed.reserveCapacity(record.registers.count)
    for (key, register) in record.registers {
      guard let place = Place(of: key, in: layout) else {
        extras.append((key, register))
        continue
      }
      let (roster, rows) = place.rows(of: key, in: layout)
      if let roster, found[roster].last != rows { found[roster].append(rows) }
      placed.append((place, rows, register))
    }
    // Whoever has an inner row has those around it.
    for roster in layout.rosters.indices.reversed() {
      if let parent = layout.rosters[roster].parent {
        found[parent] += found[roster].map { Array($0.dropLast()) }
      }
      found[roster] = Self.ascending(found[roster])
    }
    rows = found
    cells = layout.slots.map { slot in
      [Register?](repeating: nil, count: slot.roster.map { found[$0].count } ?? 1)
    }
    presence = found.map { [Register?](repeating: nil, count: $0.count) }
    for (place, rows, register) in placed {
      switch place {
      case .slot(let slot):
        let row = layout.slots[slot].roster.map { Self.place(of: rows, in: found[$0]) } ?? 0
        cells[slot][row] = register
      case .row(let roster): presence[roster][Self.place(of: rows, in: found[roster])] = register
      }
    }
  }

  /// Nothing of a record: what a reader begins with.
  init(emptyFor layout: RecordLayout) {
    rows = layout.rosters.map { _ in [] }
    cells = layout.slots.map { _ in [] }
    presence = layout.rosters.map { _ in [] }
  }

  /// All rows around a slot's cells; one of no rows outside rosters.
  static func rows(around roster: Int?, _ rows: [[[RowID]]]) -> [[RowID]] {
    roster.map { rows[$0] } ?? noRows
  }

  private static func ascending(_ rows: [[RowID]]) -> [[RowID]] {
    let sorted = rows.sorted { $0.lexicographicallyPrecedes($1) }
    return sorted.enumerated().filter { $0 == 0 || sorted[$0 - 1] != $1 }.map(\.element)
  }

  private static func place(of row: [RowID], in rows: [[RowID]]) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].lexicographicallyPrecedes(row) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  enum Place {
    case slot(Int)
    case row(Int)

    init?(of key: RegisterKey, in layout: RecordLayout) {
      switch key {
      case .field(let name):
        guard let slot = layout.placeOfField[name], layout.slots[slot].isNamed(name) else {
          return nil
        }
        self = .slot(slot)
      case .answer(let cell):
        guard let slot = layout.placeOfQuestion[cell.question],
          layout.slots[slot].isNamed(cell.question),
          cell.rows.count == (layout.slots[slot].roster.map { layout.rosters[$0].depth } ?? 0)
        else { return nil }
        self = .slot(slot)
      case .row(let cell):
        guard let roster = layout.placeOfRoster[cell.question],
          layout.rosters[roster].path.isSameBytes(as: cell.question),
          cell.rows.count == layout.rosters[roster].depth
        else { return nil }
        self = .row(roster)
      case .unknown: return nil
      }
    }

    func rows(of key: RegisterKey, in layout: RecordLayout) -> (roster: Int?, rows: [RowID]) {
      switch (self, key) {
      case (.slot(let slot), .answer(let cell)): (layout.slots[slot].roster, cell.rows)
      case (.row(let roster), .row(let cell)): (roster, cell.rows)
      default: (nil, [])
      }
    }
  }
}
