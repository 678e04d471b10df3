/// How a cell is told.
enum CellState: Int {
  /// Nothing was written.
  case absent
  /// An answer of its question's shape; of a roster's row, its place.
  case shaped
  /// The text that the record before had there.
  case again
  case text
  case missing
  case cleared
  /// Any other value, byte for byte.
  case other
  /// People disagree.
  case several

  static let bits = 3
}

/// Where the models of one question, or of one roster's rows, are.
struct CellSpaces {
  /// What is there, by what was in the cell before.
  let state: ModelPlace
  /// What it says.
  let payload: ModelPlace
}

/// The models that questions of a kind share.
struct SharedSpaces {
  /// The shape of an answer, and how many choices it has.
  struct Kind: Hashable {
    var shape: Int
    var choices = 0
  }

  let state: Int
  let payload: Int
}

extension AnswerShape {
  var kind: SharedSpaces.Kind {
    switch self {
    case .choice(let list), .choices(let list):
      SharedSpaces.Kind(shape: number, choices: list.codes.count)
    default: SharedSpaces.Kind(shape: number)
    }
  }

  /// What an answer of this shape takes.
  func payloadSpace<Coder: BitCoder>(for symbols: SymbolCoder<Coder>.Type) -> Int {
    switch self {
    case .text, .constant: 0
    case .integer, .date: symbols.signedSpace
    case .decimal: symbols.decimalSpace
    case .dateTime: 2 * symbols.signedSpace + symbols.numberSpace + 1
    case .point: 4 * symbols.decimalSpace
    case .choice(let list): 1 << list.bits
    case .choices(let list): list.codes.count
    }
  }
}

extension SymbolCoder {
  static var decimalSpace: Int { 1 << Decimal.placesBits + signedSpace }

  mutating func decimal(_ given: Decimal, _ space: ModelPlace) throws(PackingError) -> Decimal {
    let places = try symbol(given.places, bits: Decimal.placesBits, space)
    let value = try signed(given.value, space.moved(by: 1 << Decimal.placesBits))
    return Decimal(value: value, places: places)
  }
}

extension GroupCoder {
  mutating func spaces(ofSlot slot: Int) -> CellSpaces {
    if let spaces = cellSpaces[slot] { return spaces }
    let shape = layout.slots[slot].shape
    let spaces = newSpaces(
      shape.kind, payload: shape.payloadSpace(for: Symbols.self), choices: shape.choiceCount)
    cellSpaces[slot] = spaces
    return spaces
  }

  mutating func spaces(ofRoster roster: Int) -> CellSpaces {
    if let spaces = presenceSpaces[roster] { return spaces }
    let kind = SharedSpaces.Kind(shape: -1)
    let spaces = newSpaces(kind, payload: Symbols.numberSpace, choices: nil)
    presenceSpaces[roster] = spaces
    return spaces
  }

  /// People count upwards and tell of days gone by; a phone's point has seven digits behind the
  /// degrees and one behind the metres.
  private mutating func expectTypical(_ kind: SharedSpaces.Kind, _ payload: Int) {
    switch kind {
    case AnswerShape.integer.kind: symbols.expect(false, payload)
    case AnswerShape.date.kind: symbols.expect(true, payload)
    case AnswerShape.point.kind:
      for (part, digits) in [7, 7, 1, 1].enumerated() {
        symbols.expect(digits, bits: Decimal.placesBits, payload + part * Symbols.decimalSpace)
      }
    default: break
    }
  }

  private mutating func newSpaces(
    _ kind: SharedSpaces.Kind, payload: Int, choices: Int?
  ) -> CellSpaces {
    let states = 1 << (2 * CellState.bits)
    let shared: SharedSpaces
    if let known = sharedSpaces[kind] {
      shared = known
    } else {
      shared = SharedSpaces(
        state: symbols.space(states),
        payload: choices.map { symbols.space(choosingAmong: $0, payload) } ?? symbols.space(payload)
      )
      sharedSpaces[kind] = shared
      expectTypical(kind, shared.payload)
    }
    return CellSpaces(
      state: ModelPlace(own: symbols.space(states), shared: spaces.cellState),
      payload: ModelPlace(own: symbols.space(payload), shared: shared.payload))
  }
}

extension AnswerShape {
  /// Of how many choices one is told.
  fileprivate var choiceCount: Int? {
    if case .choice(let list) = self { list.codes.count } else { nil }
  }
}
