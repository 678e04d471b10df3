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

/// What questions share the models of: the shape of an answer, and how many choices it has.
struct AnswerKind: Hashable {
  var shape: Int
  var choices = 0
}

extension AnswerShape {
  var kind: AnswerKind {
    switch self {
    case .choice(let list), .choices(let list):
      AnswerKind(shape: number, choices: list.codes.count)
    default: AnswerKind(shape: number)
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
    let spaces = newSpaces(AnswerKind(shape: -1), payload: Symbols.numberSpace, choices: nil)
    presenceSpaces[roster] = spaces
    return spaces
  }

  /// People count upwards and tell of days gone by; a phone's point has seven digits behind the
  /// degrees and one behind the metres.
  private mutating func expectTypical(_ kind: AnswerKind, _ payload: Int) {
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
    _ kind: AnswerKind, payload: Int, choices: Int?
  ) -> CellSpaces {
    let shared: Int
    if let known = sharedPayloads[kind] {
      shared = known
    } else {
      shared = choices.map { symbols.space(choosingAmong: $0, payload) } ?? symbols.space(payload)
      sharedPayloads[kind] = shared
      expectTypical(kind, shared)
    }
    let state = symbols.space(1 << (2 * CellState.bits))
    return CellSpaces(
      state: ModelPlace(own: state, shared: spaces.cellState),
      payload: ModelPlace(own: symbols.space(payload), shared: shared))
  }
}

extension AnswerShape {
  /// Of how many choices one is told.
  fileprivate var choiceCount: Int? {
    if case .choice(let list) = self { list.codes.count } else { nil }
  }
}
