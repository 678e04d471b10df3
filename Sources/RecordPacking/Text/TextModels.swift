/// Where the models of texts are, and the words that a group has met.
struct TextModels {
  /// How a word is told.
  enum Kind: Int {
    case common
    case given
    case surname
    /// Spelled before in this group.
    case met
    case spelled
    case number
    /// No letters: the text begins with something else.
    case none
    case end
  }

  let kind, kindAlone: Int
  let form: Int
  let gap, gapAlone: Int
  let common: Int
  let given: Int
  let surname: Int
  let number: Int
  let letter: Int
  let escaped: Int
  let length: Int

  private(set) var met: [[UInt8]] = []
  private(set) var placeOfMet: [[UInt8]: Int] = [:]

  static let kindBits = 3
  static let formBits = 2
  /// Of a word's place in its text, as far as it matters.
  static let placeBits = 3
  static let gapBits = 3
  static let commonBits = 9
  static let nameBits = 8
  private static let numberSpace = SymbolCoder<RangeEncoder>.numberSpace

  /// - Parameter models: gets the spaces that texts need, with what is known beforehand.
  private init(in models: inout [BitModel]) {
    func space(_ count: Int) -> Int { SymbolCoder<RangeEncoder>.space(count, in: &models) }
    kind = space(1 << (2 * Self.kindBits + Self.gapBits))
    kindAlone = space(1 << (2 * Self.kindBits))
    gapAlone = space(1 << (Self.kindBits + Self.gapBits))
    form = space(1 << (Self.kindBits + Self.formBits + 1))
    gap = space(1 << (Self.kindBits + Self.gapBits + Self.placeBits))
    common = space(1 << Self.commonBits)
    given = space(1 << Self.nameBits)
    surname = space(1 << Self.nameBits)
    number = space(Self.numberSpace)
    letter = space(1 << (2 * Letters.bits))
    escaped = space(1 << 8)
    length = space(Self.numberSpace)
  }

  private mutating func forgetMet() {
    met = []
    placeOfMet = [:]
  }

  /// Keeps a word that was spelled; it need not be spelled again.
  mutating func meet(_ letters: [UInt8]) {
    guard met.count < PackingLimits.words, letters.count <= PackingLimits.wordBytes,
      placeOfMet[letters] == nil
    else { return }
    placeOfMet[letters] = met.count
    met.append(letters)
  }
}

extension TextModels {
  /// What every writer and reader begins with: the frequency of known words by their order, of letters
  /// as these words have them, and of what follows what as typical answers have it.
  static let beginning: (models: [BitModel], texts: TextModels) = {
    var models: [BitModel] = []
    var texts = TextModels(in: &models)
    expect(ranks: 1 << commonBits, behind: 3, at: texts.common, in: &models)
    expect(ranks: 1 << nameBits, behind: 20, at: texts.given, in: &models)
    expect(ranks: 1 << nameBits, behind: 20, at: texts.surname, in: &models)
    var symbols = SymbolCoder(RangeEncoder(), models: models)
    for word in KnownWords.common + KnownWords.given + KnownWords.surnames {
      // A writer reads nothing, so nothing can be wrong.
      do { _ = try symbols.spelled(word, atMost: word.count, texts) } catch {
        preconditionFailure("\(error)")
      }
    }
    for answer in KnownWords.answers {
      do { _ = try symbols.text(answer, atMost: answer.count, &texts) } catch {
        preconditionFailure("\(error)")
      }
    }
    texts.forgetMet()
    return (symbols.learned, texts)
  }()

  /// Expects the symbols of a space as 1/(rank + `behind`).
  private static func expect(
    ranks: Int, behind: Int, at space: Int, in models: inout [BitModel]
  ) {
    let weights = (0..<ranks).map { (1 << 20) / ($0 + behind) }
    var width = ranks / 2
    var first = 1
    while width > 0 {
      for node in 0..<first {
        let start = node * 2 * width
        let zero = weights[start..<start + width].reduce(0, +)
        let one = weights[start + width..<start + 2 * width].reduce(0, +)
        models[space + first + node] = BitModel(
          probability: 65_536 * zero / (zero + one), weight: 24)
      }
      first *= 2
      width /= 2
    }
  }

  /// By a word's letters: which list has it, and where.
  static let known: [[UInt8]: (kind: Kind, place: Int)] = {
    var known: [[UInt8]: (kind: Kind, place: Int)] = [:]
    let lists: [(Kind, [[UInt8]])] = [
      (.common, KnownWords.common), (.given, KnownWords.given), (.surname, KnownWords.surnames),
    ]
    for (kind, words) in lists {
      for (place, word) in words.enumerated() where known[word] == nil {
        known[word] = (kind, place)
      }
    }
    return known
  }()
}
