/// What is expected of the next bit in one situation, learned from the bits that were there before.
///
/// Integers only, so that every machine computes the same (Docs/SyncProtocol.md, "Packed records").
struct BitModel: Sendable {
  /// That the bit is 0, of 65,536.
  private(set) var probability: UInt16
  /// Bits learned from, up to `most`.
  private var count: UInt8 = 0

  static let even = BitModel(probability: 1 << 15)

  /// What a bit costs at least, and at most: neither is ever certain.
  private static let bounds: ClosedRange<Int32> = 64...65_472
  /// After that many bits the older ones begin to be forgotten.
  private static let most = 120
  /// What a bit moves the expectation by, of 65,536: much at first, little in the end.
  private static let rates: [Int32] = (0...most).map { Int32(5 * 65_536 / (5 * $0 + 12)) }

  /// - Parameter weight: of how many bits this is worth.
  init(probability: Int, weight: Int = 0) {
    count = UInt8(weight)
    self.probability = UInt16(
      max(Int(Self.bounds.lowerBound), min(Int(Self.bounds.upperBound), probability)))
  }

  /// Whether nothing has been learned yet.
  var isNew: Bool { count == 0 }

  /// What a situation like this one teaches one that was never met: the same expectation, soon
  /// given up.
  var lesson: BitModel {
    var lesson = self
    lesson.count = min(count, 3)
    return lesson
  }

  mutating func learn(_ bit: Bool) {
    let target: Int32 = bit ? 0 : 65_535
    let distance = Int64(target - Int32(probability))
    let moved = Int32(probability) + Int32(distance * Int64(Self.rates[Int(count)]) / 65_536)
    probability = UInt16(max(Self.bounds.lowerBound, min(Self.bounds.upperBound, moved)))
    if count < Self.most { count += 1 }
  }
}
