/// Writes bits, or reads them: what is built upon it is written once for both.
///
/// A writer is given each bit and gives it back; a reader is given anything, and gives back the bit
/// that was written there.
protocol BitCoder: SendableMetatype {
  /// A bit that costs the less, the more it was expected.
  mutating func code(_ bit: Bool, _ model: BitModel) throws(PackingError) -> Bool
  /// Bits of which nothing is expected: up to 16, the highest first.
  mutating func codeEven(_ bits: UInt32, count: Int) throws(PackingError) -> UInt32
}
