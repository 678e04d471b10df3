/// How ODK XForms spells numbers: whole ones without a point, others as the shortest digits that
/// read back the same, with `E` outside 0.001…10 000 000.
package enum NumberText {
  /// Differences below this are none (JavaRosa's bound).
  static let tolerance = 1e-12

  /// The value of `string(number)`.
  package static func string(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if abs(number) < tolerance { return "0" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    if abs(number) <= 2_147_483_648, abs(number - number.rounded(.towardZero)) < tolerance {
      return String(Int(number))
    }
    return decimal(number)
  }

  /// Always with a point or an exponent: `5.0`, `0.25`, `1.5E7`, `1.0E-4`.
  package static func decimal(_ number: Double) -> String {
    guard number.isFinite else {
      return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }
    // In these bounds Swift spells numbers just so.
    let size = number.magnitude
    if number == 0 || size >= 1e-3 && size < 1e7 { return number.description }
    let (digits, exponent) = shortest(size)
    let sign = number < 0 ? "-" : ""
    let rest = digits.dropFirst()
    return sign + digits.prefix(1) + "." + (rest.isEmpty ? "0" : rest) + "E\(exponent)"
  }

  /// Without an exponent, the point only where it is needed.
  package static func plainDecimal(_ number: Double) -> String {
    guard number.isFinite, number != 0 else { return number == 0 ? "0" : string(number) }
    let (digits, exponent) = shortest(number.magnitude)
    let text = plain(digits, exponent)
    return (number < 0 ? "-" : "") + (text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  private static func plain(_ digits: String, _ exponent: Int) -> String {
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + digits
    }
    let whole = exponent + 1
    if digits.utf8.count <= whole {
      return digits + String(repeating: "0", count: whole - digits.utf8.count) + ".0"
    }
    return digits.prefix(whole) + "." + digits.dropFirst(whole)
  }

  /// The shortest digits and the power of ten of the first one.
  fileprivate static func shortest(_ number: Double) -> (digits: String, exponent: Int) {
    var mantissa = number.description
    var exponent = 0
    if let mark = mantissa.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      exponent = Int(mantissa[mantissa.index(after: mark)...]) ?? 0
      mantissa = String(mantissa[..<mark])
    }
    let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(parts[0])
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    var digits = whole + fraction
    exponent += whole.utf8.count - 1
    while digits.hasPrefix("0"), digits.utf8.count > 1 {
      digits.removeFirst()
      exponent -= 1
    }
    while digits.hasSuffix("0"), digits.utf8.count > 1 { digits.removeLast() }
    return (digits, exponent)
  }

  /// XPath's `number('…')`: digits, one point, a leading minus; a comma counts as the point. NaN
  /// for anything else.
  package static func number(_ text: String) -> Double {
    let trimmed = text.trimmingSpaces()
    var plain = ""
    plain.reserveCapacity(trimmed.utf8.count)
    for byte in trimmed.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
        plain.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: ","): plain.append(".")
      default: return .nan
      }
    }
    if plain.hasSuffix(".") { plain.append("0") }
    return plain == ".0" ? .nan : Double(plain) ?? .nan
  }
}

extension NumberText {
  /// Places beyond which rounding is refused.
  private static let mostPlaces = 30

  /// Rounded to decimal places as its spelling shows them: half goes up (`round(-1.5)` is -1).
  static func rounded(_ number: Double, places: Int) -> Double {
    guard number.isFinite else { return number }
    guard abs(places) <= mostPlaces else { return .nan }
    guard places >= 0 else {
      var scale = 1.0
      for _ in 0..<(-places) { scale *= 10 }
      return (number / scale + 0.5).rounded(.towardZero) * scale
    }
    guard number != 0 else { return number }
    let (digits, exponent) = shortest(number.magnitude)
    let kept = exponent + 1 + places
    let all = digits.utf8.map { Int($0) - 0x30 }
    guard kept >= 0 else { return 0 }
    guard kept < all.count else { return number }
    let isHalf = all[kept] == 5 && kept == all.count - 1
    let up = isHalf ? number > 0 : all[kept] >= 5
    let text = String(decoding: digits.utf8.prefix(kept), as: UTF8.self)
    let magnitude = (Double(text.isEmpty ? "0" : text) ?? 0) + (up ? 1 : 0)
    let result = Double("\(Int64(magnitude))e\(-places)") ?? .nan
    return number < 0 ? -result : result
  }
}
