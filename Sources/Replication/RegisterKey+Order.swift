// Keys are the same when their UTF-8 bytes are the same. Swift's own comparison of strings also
// equates composed with decomposed letters; two keys that differ so would then be one register
// here and two in another implementation, and its spelling would depend on the order of merges.

extension String {
  func isSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

  func precedesInBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }

  func hashBytes(into hasher: inout Hasher) {
    var copy = self
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}

extension AnswerKey {
  public static func == (a: Self, b: Self) -> Bool {
    a.question.isSameBytes(as: b.question) && a.rows == b.rows
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
