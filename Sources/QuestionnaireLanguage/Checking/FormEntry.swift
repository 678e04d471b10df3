/// An item with its position in the questionnaire, so that rules need not walk the tree.
///
/// A class, because every rule goes through all of them, and an item is costly to copy: it is read
/// where it lies, among its siblings.
final class FormEntry: Sendable {
  private let siblings: [Item]
  private let position: Int
  /// Position in document order; also its index in `CheckContext.entries`.
  let index: Int
  /// The enclosing group or roster; nil at the top.
  let parent: Int?
  /// The enclosing rosters, outermost first, without the item itself.
  let rosters: [Int]
  /// One past the last descendant's index.
  let end: Int
  /// Indices of the children, in order.
  let children: [Int]

  private init(index: Int, _ spot: Spot) {
    siblings = spot.siblings
    position = spot.position
    self.index = index
    parent = spot.parent
    rosters = spot.rosters
    end = spot.end
    children = spot.children
  }

  var item: Item { siblings[position] }

  /// The question's type; nil for groups and rosters.
  var type: QuestionType? {
    if case .question(let type) = item.kind { type } else { nil }
  }

  /// Where the item's type stands, and with it the list it names; else as `place`.
  var typePlace: Place? { item.typePlace ?? item.place }

  var isRoster: Bool {
    if case .roster = item.kind { true } else { false }
  }

  /// Where the item's name stands, or its row.
  var place: Place? { item.place }

  /// Whether somebody sees it: it has a control on the screen.
  var isVisible: Bool {
    guard let type else { return true }
    switch type {
    case .calculate, .hidden, .metadata, .externalData: return false
    default: return item.calculation == nil || !item.label.isEmpty || !item.hint.isEmpty
    }
  }

  /// Whether a person gives its value, so that it has none before it is asked.
  var isAsked: Bool {
    guard let type, isVisible, item.calculation == nil else { return false }
    if case .note = type { return false }
    return true
  }

  var choiceSource: ChoiceSource? {
    switch type {
    case .selectOne(let source), .selectMultiple(let source), .rank(let source): source
    default: nil
    }
  }

  var isSelectMultiple: Bool {
    if case .selectMultiple = type { true } else { false }
  }

  /// The list on the choices sheet, nil for files, rosters and computed lists.
  var listName: String? {
    if case .list(let name) = choiceSource?.kind { name } else { nil }
  }

  /// `search()` replaces the list's choices by those of a file.
  var hasSearchedChoices: Bool { item.appearance.holds("search(") }

  var isNumeric: Bool { type == .integer || type == .decimal || type == .range }
  var isDate: Bool { type == .date || type == .dateTime || type == .metadata("today") }
}

extension FormEntry {
  /// Every item in document order. Without recursion: how deep a file nests is its author's choice.
  static func flatten(_ items: [Item]) -> [FormEntry] {
    var spots: [Spot] = []
    var open = [Level(entry: nil, rosters: [], items: items)]
    while let level = open.last {
      guard level.next < level.items.count else {
        if let finished = open.removeLast().entry { spots[finished].end = spots.count }
        continue
      }
      let index = spots.count
      let (position, rosters) = (level.next, level.rosters)
      spots.append(
        Spot(
          siblings: level.items, position: position, parent: level.entry, rosters: rosters,
          end: index + 1))
      if let parent = level.entry { spots[parent].children.append(index) }
      open[open.count - 1].next += 1
      let children = level.items[position].children
      guard !children.isEmpty else { continue }
      let isRoster = if case .roster = level.items[position].kind { true } else { false }
      open.append(
        Level(entry: index, rosters: isRoster ? rosters + [index] : rosters, items: children))
    }
    return spots.indices.map { FormEntry(index: $0, spots[$0]) }
  }

  /// The children of one item, as far as the walk has come.
  private struct Level {
    let entry: Int?
    let rosters: [Int]
    let items: [Item]
    var next = 0
  }

  /// Where an item stands, while the walk over them goes on.
  private struct Spot {
    let siblings: [Item]
    let position: Int
    let parent: Int?
    let rosters: [Int]
    var end: Int
    var children: [Int] = []
  }
}
