extension FunctionTable {
  static let devices: [Function] = [
    Function("uuid", 0, 1, [.number], .text, volatile: true) {
      run, values throws(EvaluationError) in
      guard let length = values.first else {
        return .text(uuid(&run.random))
      }
      let count = min(max(0, try run.integer(length)), longestIdentifier)
      let symbols = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
      return .text(
        String((0..<count).map { _ in symbols.randomElement(using: &run.random) ?? "0" }))
    },
    Function("property", 1, 1, [.text], .text) { run, values throws(EvaluationError) in
      .text(run.environment.properties[try run.text(values[0])] ?? "")
    },
    Function("version", 0, 0, [], .text) { run, _ throws(EvaluationError) in
      .text(run.environment.formVersion)
    },
  ]

  /// Characters of the longest identifier that `uuid(length)` makes.
  private static let longestIdentifier = 1024

  /// A random UUID (RFC 9562, version 4).
  package static func uuid(_ random: inout any RandomNumberGenerator & Sendable) -> String {
    let high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    let digits = Array(hexadecimal(high) + hexadecimal(low))
    let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return cuts.map { String(digits[$0]) }.joined(separator: "-")
  }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
