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
  let first: Item
  /// All others, by ascending dots.
  let siblings: [Item]

  /// A register with one entry.
  public init(_ dot: Dot, _ value: AnswerValue) {
    self.init(first: Item(dot: dot, value: value), siblings: [])
  }

  /// - Parameter siblings: by ascending dots, all behind the first.
  init(first: Item, siblings: [Item]) {
    self.first = first
    self.siblings = siblings
  }

  /// A register of these entries; nil of none.
  public init?(_ entries: [Dot: AnswerValue]) {
    self.init(
      ascending: entries.sorted { $0.key < $1.key }.map { Item(dot: $0.key, value: $0.value) })
  }

  /// - Parameter items: by ascending dots, each once.
  init?(ascending items: [Item]) {
    guard let head = items.first else { return nil }
    self.init(first: head, siblings: Array(items.dropFirst()))
  }
}

extension Register: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { siblings.count + 1 }

  /// By ascending dots.
  public subscript(place: Int) -> Item { place == 0 ? first : siblings[place - 1] }

  /// What a seal says here; nil where it says nothing, or was superseded.
  public subscript(dot: Dot) -> AnswerValue? {
    if first.dot == dot { return first.value }
    let place = siblings.firstPlace { $0.dot >= dot }
    return place < siblings.count && siblings[place].dot == dot ? siblings[place].value : nil
  }

  /// Whether it holds one entry: nobody disagrees.
  public var isSingle: Bool { siblings.isEmpty }
}

extension Register {
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
