/// Those who wait for their turn, each behind what the same one asked before: everybody who waits is
/// served once before anybody is served twice, and nobody's next request is served beside the one
/// that is under way. So whoever asks without end, with whatever takes longest, makes others wait for
/// one turn.
package struct FairLine<Key: Hashable & Sendable, Element: Sendable>: Sendable {
  /// How many requests of one may wait.
  private let limit: Int
  /// Whoever has something waiting and nothing under way, in the order of their turns.
  private var turns: [Key] = []
  private var waiting: [Key: [Element]] = [:]
  private var underWay: Set<Key> = []

  package init(limit: Int) { self.limit = limit }

  /// - Returns: false where as many of the same one wait already; then it is not taken in.
  package mutating func add(_ element: Element, of key: Key) -> Bool {
    let before = waiting[key]?.count ?? 0
    guard before < limit else { return false }
    waiting[key, default: []].append(element)
    if before == 0, !underWay.contains(key) { turns.append(key) }
    return true
  }

  /// What is served next, one of each, as long as `fits` says so; each is under way until it is
  /// `ended`.
  package mutating func next(
    _ most: Int, while fits: (Element) -> Bool
  ) -> [(key: Key, element: Element)] {
    var group: [(key: Key, element: Element)] = []
    for key in turns.prefix(most) {
      guard let first = waiting[key]?.first, fits(first) else { break }
      group.append((key, first))
      waiting[key]?.removeFirst()
      if waiting[key]?.isEmpty == true { waiting[key] = nil }
      underWay.insert(key)
    }
    turns.removeFirst(group.count)
    return group
  }

  package mutating func ended(_ keys: some Sequence<Key>) {
    for key in keys {
      underWay.remove(key)
      if waiting[key] != nil { turns.append(key) }
    }
  }
}
