// A text is words and what stands between them. Known words are told by their place in a list, those
// spelled before in the group by theirs, the others letter by letter.

extension SymbolCoder {
  /// Any UTF-8, byte for byte; of a reader, at most so many bytes.
  mutating func text(
    _ text: [UInt8], atMost limit: Int, _ models: inout TextModels
  ) throws(PackingError) -> [UInt8] {
    var coded: [UInt8] = []
    var rest = text[...]
    var before = TextModels.Before()
    while true {
      let letters = rest.prefix(while: Letters.isOfWord)
      var told = TextModels.told(Array(letters), isLast: rest.isEmpty, models)
      try word(&told, before, atMost: limit - coded.count, models)
      if told.kind == .end { return coded }
      if told.kind == .spelled { models.meet(told.letters) }
      coded += told.form.word(told.letters)
      let gap = rest.dropFirst(letters.count).prefix { !Letters.isOfWord($0) }
      before.kind = told.kind
      let behind = try self.gap(
        Array(gap), &before, atMost: limit - coded.count, models)
      guard coded.count + behind.count <= limit else { throw .tooLarge("a text", limit: limit) }
      if behind.isEmpty { return coded }
      coded += behind
      rest = rest.dropFirst(letters.count + gap.count)
    }
  }

  private mutating func word(
    _ word: inout TextModels.Told, _ before: TextModels.Before, atMost limit: Int,
    _ models: TextModels
  ) throws(PackingError) {
    let coded = try symbol(
      word.kind.rawValue, bits: TextModels.kindBits,
      ModelPlace(
        own: models.kind
          + (before.kind.rawValue << TextModels.gapBits | before.gap) << TextModels.kindBits,
        shared: models.kindAlone + before.kind.rawValue << TextModels.kindBits))
    guard let kind = TextModels.Kind(rawValue: coded) else { throw .malformed("a word's kind") }
    word.kind = kind
    switch kind {
    case .end, .none: return
    case .common, .given, .surname, .met, .spelled:
      let form = try symbol(
        word.form.rawValue, bits: TextModels.formBits,
        models.form + (kind.rawValue << 1 | min(before.words, 1)) << TextModels.formBits)
      guard let form = WordForm(rawValue: form) else { throw .malformed("a word's form") }
      word.form = form
    case .number: word.form = .small
    }
    switch kind {
    case .common:
      let place = try symbol(word.place, bits: TextModels.commonBits, models.common)
      word.letters = KnownWords.common[place]
    case .given:
      word.letters =
        KnownWords.given[
          try symbol(word.place, bits: TextModels.nameBits, models.given)]
    case .surname:
      word.letters =
        KnownWords.surnames[
          try symbol(word.place, bits: TextModels.nameBits, models.surname)]
    case .met: word.letters = try met(word.place, models)
    case .number:
      word.letters = Array(String(try number(UInt64(word.place), models.number)).utf8)
    default: word.letters = try spelled(word.letters, atMost: limit, models)
    }
  }

  private mutating func met(
    _ place: Int, _ models: TextModels
  ) throws(PackingError) -> [UInt8] {
    let count = models.met.count
    if count == 0 { throw .malformed("a word that was not met") }
    let bits = Int.bitWidth - (count - 1).leadingZeroBitCount
    let coded = try coder.codeEven(UInt32(place), count: bits)
    guard coded < count else { throw .malformed("a word that was not met") }
    return models.met[Int(coded)]
  }

  /// A word letter by letter, each as it follows the one before.
  mutating func spelled(
    _ letters: [UInt8], atMost limit: Int, _ models: TextModels
  ) throws(PackingError) -> [UInt8] {
    var coded: [UInt8] = []
    var next = 0
    var last = 0
    while true {
      let (symbol, width) = Self.letter(letters, at: next)
      last = try self.symbol(symbol, bits: Letters.bits, models.letter + last << Letters.bits)
      switch last {
      case 0: return coded
      case Letters.escape:
        let byte = next < letters.count ? letters[next] : 0
        coded.append(UInt8(try self.symbol(Int(byte), bits: 8, models.escaped)))
      case 1..<Letters.spelled.count: coded += Letters.spelled[last]
      default: throw .malformed("a letter")
      }
      if coded.count > limit { throw .tooLarge("a text", limit: limit) }
      next += width
    }
  }

  private static func letter(_ letters: [UInt8], at place: Int) -> (symbol: Int, width: Int) {
    guard place < letters.count else { return (0, 0) }
    if let symbol = Letters.symbolOfByte[Int(letters[place])] { return (symbol, 1) }
    if letters[place] == Letters.accent, place + 1 < letters.count,
      let symbol = Letters.symbolOfAccented[Int(letters[place + 1])]
    {
      return (symbol, 2)
    }
    return (Letters.escape, 1)
  }

  private mutating func gap(
    _ gap: [UInt8], _ before: inout TextModels.Before, atMost limit: Int, _ models: TextModels
  ) throws(PackingError) -> [UInt8] {
    let known = TextModels.gaps.firstIndex(of: gap) ?? TextModels.gaps.count
    let situation = before.kind.rawValue << TextModels.placeBits | before.words
    let coded = try symbol(
      known, bits: TextModels.gapBits,
      ModelPlace(
        own: models.gap + situation << TextModels.gapBits,
        shared: models.gapAlone + before.kind.rawValue << TextModels.gapBits))
    before.gap = coded
    before.words = min(before.words + 1, (1 << TextModels.placeBits) - 1)
    if coded < TextModels.gaps.count { return TextModels.gaps[coded] }
    guard coded == TextModels.gaps.count else { throw .malformed("a gap") }
    let count = try count(gap.count, of: "a text", atMost: max(0, limit), models.length)
    var bytes: [UInt8] = []
    for place in 0..<count {
      let byte = place < gap.count ? gap[place] : 0
      bytes.append(UInt8(try symbol(Int(byte), bits: 8, models.escaped)))
    }
    return bytes
  }
}

extension TextModels {
  /// What stands before a word or a gap.
  struct Before {
    var kind = Kind.end
    /// The symbol of the gap before.
    var gap = 0
    /// How many words, as far as it matters.
    var words = 0
  }

  /// A word as it is told.
  struct Told {
    var kind: Kind
    var form = WordForm.small
    var letters: [UInt8] = []
    /// Its place in its list, or the number that it is.
    var place = 0
  }

  /// What mostly stands behind words, nothing at a text's end; anything else is spelled.
  static let gaps: [[UInt8]] = [" ", "", ", ", ". ", "-"].map { Array($0.utf8) }

  /// The way to tell a word; the empty word stands before a text that begins with a gap.
  static func told(_ word: [UInt8], isLast: Bool, _ models: TextModels) -> Told {
    if word.isEmpty { return Told(kind: isLast ? .end : .none) }
    if let number = number(word) { return Told(kind: .number, place: number) }
    let (form, letters) = WordForm.of(word)
    if form != .other, let (kind, place) = known[letters] {
      return Told(kind: kind, form: form, letters: letters, place: place)
    }
    if let place = models.placeOfMet[letters] {
      return Told(kind: .met, form: form, letters: letters, place: place)
    }
    return Told(kind: .spelled, form: form, letters: letters)
  }

  /// A number as people write it: no zeros before, no more digits than one can hold.
  private static func number(_ word: [UInt8]) -> Int? {
    guard word.count <= 15, word[0] != UInt8(ascii: "0") || word.count == 1,
      word.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return word.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }
}
