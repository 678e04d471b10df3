import Messages

/// What became of the choices that questions offer: each pair of lists is compared once, whatever
/// the number of questions that use it.
struct ChoiceChanges {
  private let pairing: QuestionPairing
  private let formulas: FormulaComparison
  private var found: [Difference] = []

  /// A list of the old version and what its questions use in the new one.
  private struct Lists: Hashable {
    let old: String
    let new: String
  }

  static func differences(
    _ pairing: QuestionPairing, _ formulas: FormulaComparison
  ) -> [Difference] {
    var changes = ChoiceChanges(pairing: pairing, formulas: formulas)
    changes.find()
    return changes.found
  }

  private init(pairing: QuestionPairing, formulas: FormulaComparison) {
    self.pairing = pairing
    self.formulas = formulas
  }

  private mutating func find() {
    var uses: [Lists: [(index: Int, target: Int)]] = [:]
    for (index, target) in pairing.newOf.enumerated() {
      guard let target else { continue }
      let (before, after) = (pairing.old.entries[index], pairing.new.entries[target])
      guard let old = before.choiceSource, let new = after.choiceSource else { continue }
      findFilter(index, target)
      if case .list(let first) = old.kind, case .list(let second) = new.kind {
        uses[Lists(old: first, new: second), default: []].append((index, target))
        findOther(old.orOther, new.orOther, index, target)
      } else if old.kind != new.kind {
        add(
          .choiceSourceChanged, index, target,
          Message(
            es: "«\(after.item.name)»: de «\(old.kind.spelling)» a «\(new.kind.spelling)».",
            en: "“\(after.item.name)”: from “\(old.kind.spelling)” to “\(new.kind.spelling)”."))
      }
    }
    for (lists, questions) in uses.sorted(by: { $0.value[0].index < $1.value[0].index }) {
      compare(lists, questions)
    }
  }

  private mutating func add(
    _ kind: DifferenceKind, _ index: Int, _ target: Int, _ message: Message
  ) {
    found.append(
      Difference(
        kind, old: pairing.old.spot(index), new: pairing.new.spot(target), message))
  }

  private mutating func findFilter(_ index: Int, _ target: Int) {
    let item = pairing.new.entries[target].item
    let before = pairing.old.entries[index].item.choiceFilter
    guard !formulas.areSame(before, item.choiceFilter) else { return }
    guard let filter = item.choiceFilter else {
      return add(
        .conditionLifted, index, target,
        Message(
          es: "«\(item.name)» ya no filtra sus opciones.",
          en: "“\(item.name)” does not filter its choices any more."))
    }
    add(
      .choiceFilterChanged, index, target,
      Message(
        es: "«\(item.name)» ofrece solo las opciones con «\(filter.text)».",
        en: "“\(item.name)” offers only the choices with “\(filter.text)”."))
  }

  private mutating func findOther(_ before: Bool, _ after: Bool, _ index: Int, _ target: Int) {
    let name = pairing.new.entries[target].item.name
    if before, !after {
      add(
        .choiceDropped, index, target,
        Message(
          es: "«\(name)» ya no tiene «or_other»: ni «other» ni el texto de «\(name)_other».",
          en: "“\(name)” has no “or_other” any more: neither “other” nor the text of "
            + "“\(name)_other”."))
    } else if after, !before {
      add(
        .choiceAdded, index, target,
        Message(
          es: "«\(name)» ofrece ahora «other».", en: "“\(name)” offers “other” now."))
    }
  }

  // MARK: Two lists

  private mutating func compare(_ lists: Lists, _ questions: [(index: Int, target: Int)]) {
    guard let old = pairing.old.lists[lists.old], let new = pairing.new.lists[lists.new],
      old.choices != new.choices
    else { return }
    let names = listed(questions.map { pairing.new.entries[$0.target].item.name })
    let comparison = ChoiceListComparison(
      old, new, shownIn: pairing.new.questionnaire.defaultLanguage)
    let title =
      lists.old == lists.new
      ? Message(es: "Lista «\(new.name)»", en: "List “\(new.name)”")
      : Message(
        es: "De la lista «\(old.name)» a «\(new.name)»",
        en: "From list “\(old.name)” to “\(new.name)”")
    let users = Message(es: " Preguntas: \(names.spanish).", en: " Questions: \(names.english).")
    let first = questions[0]
    for change in comparison.changes {
      found.append(
        Difference(
          change.kind,
          old: .init(
            path: pairing.old.answerPath(first.index), place: change.old?.place),
          new: .init(
            path: pairing.new.answerPath(first.target), place: change.new?.place),
          Message(
            es: "\(title.spanish): \(change.message.spanish)\(users.spanish)",
            en: "\(title.english): \(change.message.english)\(users.english)")))
    }
  }
}
