/// What stands at one key: for every seal that wrote there and that nobody has superseded, what it
/// says. One entry normally, several in a conflict; never none.
public struct Register: Hashable, Sendable {
  /// One entry: a seal and what it says.
  public struct Item: Hashable, Sendable {
    /// The seal that wrote it.
    public var dot: Dot
    /// What it says.
    public var value: AnswerValue
  }

  // The first one lies in the record's own array: a conflict costs an allocation, an answer none.
  private var first: Item
  private var rest: [Item] = []

  /// A register with one entry.
  public init(_ dot: Dot, _ value: AnswerValue) { first = Item(dot: dot, value: value) }

  /// A register of these entries; nil of none.
  public init?(_ entries: [Dot: AnswerValue]) {
    self.init(
      ascending: entries.sorted { $0.key < $1.key }.map { Item(dot: $0.key, value: $0.value) })
  }

  /// - Parameter items: by ascending dots, each once.
  init?(ascending items: [Item]) {
    guard let head = items.first else { return nil }
    first = head
    if items.count > 1 { rest = Array(items.dropFirst()) }
  }
}

extension Register: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { rest.count + 1 }

  /// By ascending dots.
  public subscript(place: Int) -> Item { place == 0 ? first : rest[place - 1] }

  func dot(at place: Int) -> Dot { place == 0 ? first.dot : rest[place - 1].dot }

  /// What a seal says here; nil where it says nothing, or was superseded.
  public subscript(dot: Dot) -> AnswerValue? {
    if first.dot == dot { return first.value }
    return rest.first { $0.dot == dot }?.value
  }

  /// Whether it holds one entry: nobody disagrees.
  public var isSingle: Bool { rest.isEmpty }
}

extension Register {
  public static func == (a: Self, b: Self) -> Bool { a.isSame(as: b) }

  /// Two answers of one seal are mostly told apart by nothing, and need no look at the rest.
  @inline(__always)
  func isSame(as other: borrowing Register) -> Bool {
    first.dot == other.first.dot && first.value == other.first.value
      && rest.count == other.rest.count && (rest.isEmpty || rest == other.rest)
  }

  /// What is left of two states of one register (Docs/Merge.md, "Merge"); nil where nothing is.
  ///
  /// - Parameters:
  ///   - seen: what the side that holds this one has seen.
  ///   - seenByOther: what the side that holds `other` has seen.
  func joined(
    with other: Register?, seen: VersionVector, seenByOther: VersionVector
  ) -> Register? {
    var items = compactMap { item -> Item? in
      if let twin = other?[item.dot] {
        // One dot never has two values, unless a replica was cloned; then any rule will do that
        // is the same on every side.
        return Item(dot: item.dot, value: Swift.max(item.value, twin))
      }
      return seenByOther.contains(item.dot) ? nil : item
    }
    if let other {
      items += other.filter { self[$0.dot] == nil && !seen.contains($0.dot) }
      items.sort { $0.dot < $1.dot }
    }
    return Register(ascending: items)
  }

  /// This, with what one more seal says, and without what that seal supersedes.
  func sealed(
    _ dot: Dot, _ value: AnswerValue, superseding isSuperseded: (Item) -> Bool
  ) -> Register {
    var items = filter { !isSuperseded($0) }
    let place = items.firstIndex { $0.dot > dot } ?? items.endIndex
    items.insert(Item(dot: dot, value: value), at: place)
    return Register(ascending: items) ?? Register(dot, value)
  }
}
