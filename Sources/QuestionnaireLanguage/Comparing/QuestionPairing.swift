/// Which item of the new version each item of the old one has become.
struct QuestionPairing {
  enum Ground {
    /// The author says so: the same concept id.
    case concept
    /// The same path, or the same name elsewhere.
    case name
    /// Another name, and all the rest speaks for it.
    case likely
  }

  let old: ComparedForm
  let new: ComparedForm
  /// By entry of the old version.
  private(set) var newOf: [Int?]
  /// By entry of the new version.
  private(set) var oldOf: [Int?]
  private(set) var grounds: [Ground?]
  private let oldConcepts: Set<String>
  private let newConcepts: Set<String>

  init(_ old: ComparedForm, _ new: ComparedForm) {
    self.old = old
    self.new = new
    newOf = old.entries.map { _ in nil }
    oldOf = new.entries.map { _ in nil }
    grounds = newOf.map { _ in nil }
    oldConcepts = Set(old.entries.compactMap(\.item.concept))
    newConcepts = Set(new.entries.compactMap(\.item.concept))
    pairByConcept()
    pairByPath()
    pairUnique(.name) { form, index in
      Self.class(form.entries[index]) + form.entries[index].item.name
    }
    pairContainersByContents()
    pairInsidePairedContainers()
    pairUnique(.likely, if: Self.sameText, by: Self.textKey)
    pairNeighbours()
    pairInsidePairedContainers()
  }

  /// Whether the item stands where its old surroundings have gone.
  func keepsParent(_ index: Int, _ target: Int) -> Bool {
    guard let parent = old.entries[index].parent else { return new.entries[target].parent == nil }
    return newOf[parent] == new.entries[target].parent && newOf[parent] != nil
  }

  // MARK: Steps, surest first

  private mutating func pair(_ index: Int, _ target: Int, _ ground: Ground) {
    guard newOf[index] == nil, oldOf[target] == nil else { return }
    newOf[index] = target
    oldOf[target] = index
    grounds[index] = ground
  }

  private mutating func pairByConcept() {
    pairUnique(.concept) { form, index in
      form.entries[index].item.concept.map { Self.class(form.entries[index]) + $0 }
    }
  }

  /// Rows of one section that share a name, as broken forms have, pair in their order.
  private mutating func pairByPath() {
    let targets = Dictionary(grouping: new.entries.indices) {
      Self.class(new.entries[$0]) + new.paths[$0]
    }
    var taken: [String: Int] = [:]
    for index in old.entries.indices {
      let key = Self.class(old.entries[index]) + old.paths[index]
      guard let candidates = targets[key] else { continue }
      let position = taken[key, default: 0]
      taken[key] = position + 1
      guard position < candidates.count, !contradictConcepts(index, candidates[position]) else {
        continue
      }
      pair(index, candidates[position], .name)
    }
  }

  /// Whether one's concept has gone to, or come from, another question: where a concept is only
  /// written anew, the question is still the same.
  private func contradictConcepts(_ index: Int, _ target: Int) -> Bool {
    guard let a = old.entries[index].item.concept, let b = new.entries[target].item.concept, a != b
    else { return false }
    return newConcepts.contains(a) || oldConcepts.contains(b)
  }

  /// Pairs what is alone under its key on both sides among what is left.
  private mutating func pairUnique(
    _ ground: Ground, if fits: (FormEntry, FormEntry) -> Bool = { _, _ in true },
    by key: (ComparedForm, Int) -> String?
  ) {
    func alone(_ form: ComparedForm, _ partner: [Int?]) -> [String: Int] {
      var found: [String: [Int]] = [:]
      for index in form.entries.indices where partner[index] == nil {
        if let key = key(form, index) { found[key, default: []].append(index) }
      }
      return found.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }
    let targets = alone(new, oldOf)
    for (key, index) in alone(old, newOf).sorted(by: { $0.value < $1.value }) {
      guard let target = targets[key], fits(old.entries[index], new.entries[target]),
        !contradictConcepts(index, target)
      else { continue }
      pair(index, target, ground)
    }
  }

  /// A container has become the one that most of its children are in now.
  private mutating func pairContainersByContents() {
    for index in old.entries.indices.reversed() where newOf[index] == nil {
      let entry = old.entries[index]
      guard entry.isContainer, !entry.children.isEmpty else { continue }
      var votes: [Int: Int] = [:]
      for child in entry.children {
        guard let target = newOf[child], let parent = new.entries[target].parent else { continue }
        if oldOf[parent] == nil { votes[parent, default: 0] += 1 }
      }
      guard let best = votes.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }),
        best.value * 2 > entry.children.count, !contradictConcepts(index, best.key)
      else { continue }
      pair(index, best.key, .likely)
    }
  }

  private mutating func pairInsidePairedContainers() {
    for index in old.entries.indices where old.entries[index].isContainer {
      guard let target = newOf[index] else { continue }
      var byName: [String: Int] = [:]
      for child in new.children(of: target) where oldOf[child] == nil {
        let entry = new.entries[child]
        if byName[Self.class(entry) + entry.item.name] == nil {
          byName[Self.class(entry) + entry.item.name] = child
        }
      }
      for child in old.children(of: index) where newOf[child] == nil {
        let entry = old.entries[child]
        guard let found = byName[Self.class(entry) + entry.item.name],
          !contradictConcepts(child, found)
        else { continue }
        pair(child, found, .name)
      }
    }
  }

  /// Between the same neighbours one item left and another came, alike in type and words.
  private mutating func pairNeighbours() {
    let sections = [nil] + old.entries.indices.filter { old.entries[$0].isContainer }.map { $0 }
    for parent in sections {
      let target = parent.flatMap { newOf[$0] }
      guard parent == nil || target != nil else { continue }
      let (before, after) = (old.children(of: parent), new.children(of: target))
      let positions = Dictionary(
        after.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
      for (offset, index) in before.enumerated() where newOf[index] == nil {
        let previous = offset == 0 ? nil : before[offset - 1]
        let place: Int
        if let previous {
          guard let partner = newOf[previous], let position = positions[partner] else { continue }
          place = position + 1
        } else {
          place = 0
        }
        guard place < after.count, oldOf[after[place]] == nil else { continue }
        let next = offset + 1 < before.count ? newOf[before[offset + 1]] : nil
        let following = place + 1 < after.count ? after[place + 1] : nil
        let isLast = offset + 1 == before.count && following == nil
        guard isLast || (next != nil && next == following),
          Self.areAlike(old.entries[index], new.entries[after[place]]),
          !contradictConcepts(index, after[place])
        else { continue }
        pair(index, after[place], .likely)
      }
    }
  }

  // MARK: What is alike

  /// Questions never become groups, nor notes questions.
  private static func `class`(_ entry: FormEntry) -> String {
    entry.isContainer ? "[]" : entry.storesAnswer ? "?" : "i"
  }

  /// The label's words, or the formula of what has no label.
  private static func textKey(_ form: ComparedForm, _ index: Int) -> String? {
    let entry = form.entries[index]
    let words = entry.item.label.byLanguage.sorted { $0.key < $1.key }.map {
      Wording.words($0.value).joined(separator: " ")
    }
    if words.contains(where: { !$0.isEmpty }) {
      return Self.class(entry) + words.joined(separator: "|")
    }
    guard let formula = entry.item.calculation, formula.text.utf8.count > 8 else { return nil }
    return "=" + formula.text
  }

  private static func sameText(_ a: FormEntry, _ b: FormEntry) -> Bool {
    guard let before = a.type, let after = b.type else { return a.isRoster == b.isRoster }
    return TypeConversion(from: before, to: after).keepsAny
  }

  private static func areAlike(_ a: FormEntry, _ b: FormEntry) -> Bool {
    guard a.isContainer == b.isContainer, a.isRoster == b.isRoster, a.type == b.type,
      a.storesAnswer
    else { return false }
    return Wording.likeness(a.item.label, b.item.label) ?? 0 >= 0.5
  }
}
