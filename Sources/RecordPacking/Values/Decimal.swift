/// A number exactly as people and ODK spell it: `-13.70`, `0`, `1260`.
struct Decimal: Hashable {
  /// Without the point.
  var value: Int64
  /// Digits behind the point.
  var places: Int

  /// Nil of anything that this would not spell alike: `+1`, `007`, `-0`, `1e3`, many digits.
  init?(_ text: some Collection<UInt8>) {
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text.dropFirst(0)
    let parts = digits.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    let isSpelled = parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard isSpelled, digits.count <= Self.mostDigits,
      parts[0].count == 1 || parts[0].first != UInt8(ascii: "0")
    else { return nil }
    let magnitude = parts.joined().reduce(Int64(0)) { $0 * 10 + Int64($1) - 0x30 }
    let isNegative = digits.count < text.count
    if isNegative, magnitude == 0 { return nil }
    value = isNegative ? -magnitude : magnitude
    places = parts.count == 2 ? parts[1].count : 0
  }

  init(value: Int64, places: Int) {
    self.value = value
    self.places = places
  }

  var text: String {
    let digits = String(value.magnitude)
    let sign = value < 0 ? "-" : ""
    if places == 0 { return sign + digits }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  private static let mostDigits = 18
  static let placesBits = 4
  static let mostPlaces = (1 << placesBits) - 1
}
