extension String {
  /// Whether these bytes stand in it, one after the other. Unlike `contains` it compares no
  /// characters: every formula and text of a questionnaire is asked.
  func holds(_ part: StaticString) -> Bool {
    holds(part) { $0 == $1 }
  }

  /// The same, where an ASCII letter of the text may be a capital; `part` has none.
  func holdsIgnoringASCIICase(_ part: StaticString) -> Bool {
    holds(part) { byte, wanted in
      byte == wanted || byte >= 0x41 && byte <= 0x5A && byte | 0x20 == wanted
    }
  }

  private func holds(_ part: StaticString, _ isEqual: (UInt8, UInt8) -> Bool) -> Bool {
    part.withUTF8Buffer { wanted in
      guard let first = wanted.first else { return true }
      func search(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= wanted.count else { return false }
        return (0...bytes.count - wanted.count).contains { start in
          isEqual(bytes[start], first)
            && (1..<wanted.count).allSatisfy { isEqual(bytes[start + $0], wanted[$0]) }
        }
      }
      if let found = utf8.withContiguousStorageIfAvailable(search) { return found }
      return Array(utf8).withUnsafeBufferPointer(search)
    }
  }
}
