// A total order of everything that may stand under one dot. It decides only where a cloned replica
// gave one dot two contents, so that every side keeps the same one.

extension AnswerValue: Comparable {
  private var rank: UInt8 {
    switch self {
    case .cleared: 0
    case .text: 1
    case .missing: 2
    case .attachment: 3
    case .row: 4
    case .deleted: 5
    case .unknown: 6
    }
  }

  /// By bytes, as the order is: composed and decomposed letters are two texts.
  public static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.cleared, .cleared): true
    case (.text(let a), .text(let b)), (.missing(let a), .missing(let b)): a.isSameBytes(as: b)
    case (.attachment(let a), .attachment(let b)): !(a < b) && !(b < a)
    case (.row(let a), .row(let b)): a == b
    case (.deleted(let a), .deleted(let b)): a == b
    case (.unknown(let kindA, let a), .unknown(let kindB, let b)): kindA == kindB && a == b
    default: false
    }
  }

  public static func < (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.text(let a), .text(let b)), (.missing(let a), .missing(let b)):
      a.precedesInBytes(b)
    case (.attachment(let a), .attachment(let b)): a < b
    case (.row(let a), .row(let b)): a < b
    case (.deleted(let a), .deleted(let b)): a.dots.lexicographicallyPrecedes(b.dots)
    case (.unknown(let kindA, let a), .unknown(let kindB, let b)):
      kindA == kindB ? a.lexicographicallyPrecedes(b) : kindA < kindB
    default: a.rank < b.rank
    }
  }
}

extension Attachment: Comparable {
  public static func < (a: Self, b: Self) -> Bool {
    if a.sha256 != b.sha256 { return a.sha256.lexicographicallyPrecedes(b.sha256) }
    if a.size != b.size { return a.size < b.size }
    return a.type.isSameBytes(as: b.type)
      ? a.name.precedesInBytes(b.name) : a.type.precedesInBytes(b.type)
  }
}

extension Decision: Comparable {
  public static func < (a: Self, b: Self) -> Bool {
    if a.round != b.round { return a.round < b.round }
    if a.kind != b.kind { return a.kind < b.kind }
    if a.context != b.context { return a.context.dots.lexicographicallyPrecedes(b.context.dots) }
    return a.comment.precedesInBytes(b.comment)
  }
}

extension Decision.Kind: Comparable {
  private var rank: UInt8 {
    switch self {
    case .approve: 1
    case .reject: 2
    case .void: 3
    case .resolve: 4
    case .unknown: 5
    }
  }

  /// Ascending by how much a person must attend to it: approve, reject, void.
  public static func < (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.resolve(let a), .resolve(let b)): a < b
    case (.unknown(let kindA, let a), .unknown(let kindB, let b)):
      kindA == kindB ? a.lexicographicallyPrecedes(b) : kindA < kindB
    default: a.rank < b.rank
    }
  }
}

extension Stamp: Comparable {
  public static func < (a: Self, b: Self) -> Bool {
    if a.time != b.time { return a.time < b.time }
    return a.author.role == b.author.role
      ? a.author.name.precedesInBytes(b.author.name) : a.author.role < b.author.role
  }
}
