// Keys are the same when their UTF-8 bytes are the same. Swift's own comparison of strings also
// equates composed with decomposed letters; two keys that differ so would then be one register
// here and two in another implementation, and its spelling would depend on the order of merges.

extension String {
  package func isSameBytes(as other: String) -> Bool {
    // Short texts lie in the value itself, and one text in two places points to the same bytes.
    unsafeBitCast(self, to: StringBits.self) == unsafeBitCast(other, to: StringBits.self)
      || utf8.count == other.utf8.count
        && withBytes(self, other) { $0.firstDifference(from: $1) == nil }
  }

  package func isSameBytes(as other: [UInt8]) -> Bool {
    guard utf8.count == other.count else { return false }
    var copy = self
    return copy.withUTF8 { mine in
      other.withUnsafeBytes { UnsafeRawBufferPointer(mine).firstDifference(from: $0) == nil }
    }
  }

  /// The bytes that both begin with.
  package func countOfBytesShared(with other: String) -> Int {
    withBytes(self, other) { $0.firstDifference(from: $1) ?? Swift.min($0.count, $1.count) }
  }

  package func precedesInBytes(_ other: String) -> Bool {
    withBytes(self, other) { a, b in
      guard let place = a.firstDifference(from: b) else { return a.count < b.count }
      return a[place] < b[place]
    }
  }

  func hashBytes(into hasher: inout Hasher) {
    var copy = self
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}

/// A string's own 16 bytes: where they are equal, so are the texts; not the other way round.
private typealias StringBits = (UInt64, UInt64)

/// Calls `body` with the bytes of two texts.
private func withBytes<Result>(
  _ a: String, _ b: String,
  _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Result
) -> Result {
  var (a, b) = (a, b)
  return a.withUTF8 { a in
    b.withUTF8 { b in body(UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b)) }
  }
}

extension UnsafeRawBufferPointer {
  /// The first place where two texts differ, as far as both go. Eight bytes at a time: keys are
  /// compared more than anything else in a merge.
  fileprivate func firstDifference(from other: UnsafeRawBufferPointer) -> Int? {
    let shared = Swift.min(count, other.count)
    // One text in two places, as records read together have their names.
    if baseAddress == other.baseAddress { return nil }
    var place = 0
    while place + 8 <= shared {
      let a = UInt64(littleEndian: loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let b = UInt64(littleEndian: other.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      if a != b { return place + (a ^ b).trailingZeroBitCount / 8 }
      place += 8
    }
    while place < shared {
      if self[place] != other[place] { return place }
      place += 1
    }
    return nil
  }
}

extension AnswerKey {
  public static func == (a: Self, b: Self) -> Bool {
    a.rows.count == b.rows.count && a.question.isSameBytes(as: b.question)
      && (a.rows.isEmpty || a.rows == b.rows)
  }

  public func hash(into hasher: inout Hasher) {
    question.hashBytes(into: &hasher)
    hasher.combine(rows)
  }

  /// By question, then by rows from the outermost.
  public static func < (a: Self, b: Self) -> Bool {
    a.question.isSameBytes(as: b.question)
      ? a.rows.lexicographicallyPrecedes(b.rows) : a.question.precedesInBytes(b.question)
  }
}

extension RegisterKey {
  private var rank: UInt8 {
    switch self {
    case .field: 0
    case .answer: 1
    case .row: 2
    case .unknown: 3
    }
  }

  public static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.field(let a), .field(let b)): a.isSameBytes(as: b)
    case (.answer(let a), .answer(let b)): a == b
    case (.row(let a), .row(let b)): a == b
    case (.unknown(let kindA, let a), .unknown(let kindB, let b)): kindA == kindB && a == b
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(rank)
    switch self {
    case .field(let name): name.hashBytes(into: &hasher)
    case .answer(let key), .row(let key): hasher.combine(key)
    case .unknown(let kind, let bytes):
      hasher.combine(kind)
      hasher.combine(bytes)
    }
  }

  /// The canonical order: fields, answers, rows, then what we do not know.
  public static func < (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.field(let a), .field(let b)): a.precedesInBytes(b)
    case (.answer(let a), .answer(let b)): a < b
    case (.row(let a), .row(let b)): a < b
    case (.unknown(let kindA, let a), .unknown(let kindB, let b)):
      kindA == kindB ? a.lexicographicallyPrecedes(b) : kindA < kindB
    default: a.rank < b.rank
    }
  }
}
