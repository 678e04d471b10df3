import Messages

/// Questions and groups that are gone, new, renamed or moved.
struct PlaceChanges {
  private let pairing: QuestionPairing
  private var found: [Difference] = []
  private var old: ComparedForm { pairing.old }
  private var new: ComparedForm { pairing.new }

  static func differences(_ pairing: QuestionPairing) -> [Difference] {
    var changes = PlaceChanges(pairing: pairing)
    changes.findDropped()
    changes.findRenamed()
    changes.findMoved()
    changes.findReused()
    changes.findAdded()
    return changes.found
  }

  private init(pairing: QuestionPairing) { self.pairing = pairing }

  private mutating func add(
    _ kind: DifferenceKind, _ index: Int?, _ target: Int?, _ message: Message
  ) {
    found.append(
      Difference(kind, old: index.map(old.spot), new: target.map(new.spot), message))
  }

  // MARK: Gone and new

  private mutating func findDropped() {
    for index in old.entries.indices where pairing.newOf[index] == nil {
      let entry = old.entries[index]
      // What a dropped group held and nobody kept is told with the group.
      if let parent = entry.parent, pairing.newOf[parent] == nil { continue }
      let name = entry.item.name
      if entry.isContainer {
        let gone = gone(inside: index)
        guard !gone.isEmpty else { continue }
        let names = listed(gone.map { old.entries[$0].item.name })
        add(
          .containerDropped, index, nil,
          Message(
            es: "\(entry.kindWord.spanish) «\(name)» ya no está, y con él \(gone.count) "
              + "pregunta(s): \(names.spanish).",
            en: "\(entry.kindWord.english) “\(name)” is gone, and with it \(gone.count) "
              + "question(s): \(names.english)."))
      } else if entry.storesAnswer {
        // Another question there now: told as that.
        guard successor(at: old.paths[index]) == nil else { continue }
        add(
          .questionDropped, index, nil,
          Message(es: "«\(name)» ya no está.", en: "“\(name)” is gone."))
      } else {
        add(
          .presentationChanged, index, nil,
          Message(es: "La nota «\(name)» ya no está.", en: "The note “\(name)” is gone."))
      }
    }
  }

  private func gone(inside index: Int) -> [Int] {
    old.answered(inside: index).filter { pairing.newOf[$0] == nil }
  }

  private mutating func findAdded() {
    for target in new.entries.indices where pairing.oldOf[target] == nil {
      let entry = new.entries[target]
      if let parent = entry.parent, pairing.oldOf[parent] == nil { continue }
      if entry.isContainer || entry.storesAnswer {
        let added = new.answered(inside: target).filter { pairing.oldOf[$0] == nil }
        let required = added.filter(isRequired)
        addNew(.requiredQuestionAdded, target, required)
        addNew(.questionAdded, target, added.filter { !required.contains($0) })
      } else {
        add(
          .presentationChanged, nil, target,
          Message(
            es: "«\(entry.item.name)» es una nota nueva.",
            en: "“\(entry.item.name)” is a new note."))
      }
    }
  }

  private mutating func addNew(_ kind: DifferenceKind, _ target: Int, _ questions: [Int]) {
    guard let first = questions.first else { return }
    let names = listed(questions.map { new.entries[$0].item.name })
    let isRequired = kind == .requiredQuestionAdded
    let entry = new.entries[target]
    let inside =
      entry.isContainer
      ? Message(es: " en «\(entry.item.name)»", en: " in “\(entry.item.name)”")
      : Message(es: "", en: "")
    add(
      kind, nil, first,
      Message(
        es: "\(isRequired ? "Nueva y obligatoria" : "Nueva")\(inside.spanish): \(names.spanish).",
        en: "New\(isRequired ? " and required" : "")\(inside.english): \(names.english)."))
  }

  private func isRequired(_ target: Int) -> Bool {
    let entry = new.entries[target]
    return entry.isAsked && entry.item.required.map { $0.constantTruth != false } == true
  }

  // MARK: Elsewhere

  private mutating func findRenamed() {
    for (index, target) in pairing.newOf.enumerated() {
      guard let target, let ground = pairing.grounds[index] else { continue }
      let (before, after) = (old.entries[index].item.name, new.entries[target].item.name)
      guard before != after else { continue }
      let entry = old.entries[index]
      guard entry.isContainer else {
        guard entry.storesAnswer else { continue }
        add(
          ground == .concept ? .questionRenamed : .questionLikelyRenamed, index, target,
          ground == .concept
            ? Message(
              es: "«\(before)» se llama ahora «\(after)».",
              en: "“\(before)” is now called “\(after)”.")
            : Message(
              es: "«\(before)» parece llamarse ahora «\(after)».",
              en: "“\(before)” seems to be called “\(after)” now."))
        continue
      }
      let count = old.answered(inside: index).count
      guard count > 0 else { continue }
      add(
        .containerRenamed, index, target,
        Message(
          es: "«\(before)» se llama ahora «\(after)»: cambia la ruta de \(count) pregunta(s).",
          en: "“\(before)” is now called “\(after)”: the path of \(count) question(s) changes."))
    }
  }

  /// What moved together from one group to another is told together.
  private mutating func findMoved() {
    struct Way: Hashable {
      let from: Int?
      let to: Int?
      let crossesRoster: Bool
    }
    var moves: [Way: [(index: Int, target: Int)]] = [:]
    for (index, target) in pairing.newOf.enumerated() {
      guard let target, !isNothing(index) else { continue }
      let entry = old.entries[index]
      let crosses =
        entry.isRoster != new.entries[target].isRoster
        || (!pairing.keepsParent(index, target)
          && entry.rosters.map { pairing.newOf[$0] } != new.entries[target].rosters.map { $0 })
      guard crosses || !pairing.keepsParent(index, target) else { continue }
      let way = Way(from: entry.parent, to: new.entries[target].parent, crossesRoster: crosses)
      moves[way, default: []].append((index, target))
    }
    for (way, items) in moves.sorted(by: { $0.value[0].index < $1.value[0].index }) {
      let first = items[0]
      let names = listed(items.map { old.entries[$0.index].item.name })
      let (from, to) = (container(old, way.from), container(new, way.to))
      let becomesOther = old.entries[first.index].isRoster != new.entries[first.target].isRoster
      add(
        way.crossesRoster ? .rosterBoundaryCrossed : .moved, first.index, first.target,
        becomesOther
          ? Message(
            es: "\(names.spanish): de \(kind(old, first.index).spanish) a "
              + "\(kind(new, first.target).spanish).",
            en: "\(names.english): from a \(kind(old, first.index).english) to a "
              + "\(kind(new, first.target).english).")
          : Message(
            es: "\(names.spanish): del \(from.spanish) al \(to.spanish).",
            en: "\(names.english): from \(from.english) to \(to.english)."))
    }
  }

  private func isNothing(_ index: Int) -> Bool {
    let entry = old.entries[index]
    return entry.isContainer ? old.answered(inside: index).isEmpty : !entry.storesAnswer
  }

  private func kind(_ form: ComparedForm, _ index: Int) -> Message {
    form.entries[index].isRoster
      ? Message(es: "roster", en: "roster") : Message(es: "grupo", en: "group")
  }

  private func container(_ form: ComparedForm, _ index: Int?) -> Message {
    guard let index else { return Message(es: "nivel superior", en: "the top level") }
    let name = form.entries[index].item.name
    return Message(
      es: "\(kind(form, index).spanish) «\(name)»", en: "\(kind(form, index).english) “\(name)”")
  }

  /// Answers at a path that in the new version belongs to another question.
  private mutating func findReused() {
    for index in old.entries.indices where old.entries[index].storesAnswer {
      guard let target = successor(at: old.paths[index]), pairing.newOf[index] != target else {
        continue
      }
      let path = new.answerPath(target)
      add(
        .pathReused, index, target,
        Message(es: "«\(path)» es ahora otra pregunta.", en: "“\(path)” is another question now."))
    }
  }

  /// The question that answers at `path` would be taken for.
  private func successor(at path: String) -> Int? {
    new.entryAtPath[path].flatMap { new.entries[$0].storesAnswer ? $0 : nil }
  }
}
