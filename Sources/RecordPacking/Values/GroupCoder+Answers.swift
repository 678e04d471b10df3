extension GroupCoder {
  /// An answer of its question's shape; a reader gives nil.
  ///
  /// - Parameter day: that of the record's first seal: dates are told by their distance from it.
  mutating func answer(
    _ given: ShapedAnswer?, _ shape: AnswerShape, _ space: ModelPlace, _ day: Int
  ) throws(PackingError) -> ShapedAnswer {
    switch shape {
    case .text: throw .malformed("a text of a shape")
    case .constant: return .constant
    case .integer:
      return .number(
        Decimal(value: try symbols.signed(given?.number?.value ?? 0, space), places: 0))
    case .decimal:
      return .number(
        try symbols.decimal(given?.number ?? Decimal(value: 0, places: 0), space))
    case .date: return .moment(try moment(given?.moment, hasTime: false, space, day))
    case .dateTime: return .moment(try moment(given?.moment, hasTime: true, space, day))
    case .point: return .point(try point(given?.point ?? [], space))
    case .choice(let list):
      let place = try symbols.symbol(given?.choice ?? 0, bits: list.bits, space)
      guard place < list.codes.count else { throw .malformed("a choice beyond its list") }
      return .choice(place)
    case .choices(let list):
      var chosen: [Bool] = []
      for place in list.codes.indices {
        chosen.append(
          try symbols.bit(given?.choices?[place] ?? false, space.moved(by: place)))
      }
      return .choices(chosen)
    }
  }

  private mutating func moment(
    _ given: Moment?, hasTime: Bool, _ space: ModelPlace, _ day: Int
  ) throws(PackingError) -> Moment {
    let distance = try symbols.signed(Int64((given?.day ?? day) - day), space)
    let (coded, isBeyond) = Int64(day).addingReportingOverflow(distance)
    var moment = Moment(day: isBeyond ? .max : Int(coded))
    if hasTime {
      let clock = space.moved(by: Symbols.signedSpace)
      let milliseconds = try symbols.number(UInt64(given?.time?.milliseconds ?? 0), clock)
      let behind = clock.moved(by: Symbols.numberSpace)
      let offset = given?.time?.offset ?? 0
      if try !symbols.bit(offset == lastOffset, behind) {
        lastOffset = Int(
          truncatingIfNeeded: try symbols.signed(Int64(offset), behind.moved(by: 1)))
      }
      moment.time = Moment.Time(
        milliseconds: Int(clamping: milliseconds), offset: lastOffset)
    }
    guard moment.isWithinBounds else { throw .malformed("a moment beyond its bounds") }
    return moment
  }

  /// Latitude, longitude and altitude by their distance from the point before, where that was spelled with as
  /// many digits.
  private mutating func point(
    _ given: [Decimal], _ space: ModelPlace
  ) throws(PackingError) -> [Decimal] {
    var coded: [Decimal] = []
    for place in 0..<4 {
      let part = space.moved(by: place * Symbols.decimalSpace)
      let number = place < given.count ? given[place] : Decimal(value: 0, places: 0)
      let places = try symbols.symbol(number.places, bits: Decimal.placesBits, part)
      let isNear = place < 3 && lastPoint.count > place && lastPoint[place].places == places
      let before = isNear ? lastPoint[place].value : 0
      let distance = try symbols.signed(
        number.value &- before, part.moved(by: 1 << Decimal.placesBits))
      coded.append(Decimal(value: before &+ distance, places: places))
    }
    lastPoint = coded
    return coded
  }
}

extension ShapedAnswer {
  fileprivate var choice: Int? { if case .choice(let place) = self { place } else { nil } }
  fileprivate var choices: [Bool]? { if case .choices(let chosen) = self { chosen } else { nil } }
  fileprivate var number: Decimal? { if case .number(let number) = self { number } else { nil } }
  fileprivate var moment: Moment? { if case .moment(let moment) = self { moment } else { nil } }
  fileprivate var point: [Decimal]? { if case .point(let point) = self { point } else { nil } }
}
