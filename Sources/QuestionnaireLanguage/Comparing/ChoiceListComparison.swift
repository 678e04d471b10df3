import Messages

/// Two lists of choices, code by code.
struct ChoiceListComparison {
  struct Change {
    let kind: DifferenceKind
    let old: Choice?
    let new: Choice?
    let message: Message
  }

  private(set) var changes: [Change] = []
  /// Those that both lists are written in: a new translation changes no meaning.
  private let languages: [String]
  private let shown: String

  /// - Parameter shown: the language in which messages quote labels.
  init(_ old: ChoiceList, _ new: ChoiceList, shownIn shown: String) {
    self.shown = shown
    languages = Self.languages(old).intersection(Self.languages(new)).sorted()
    let before = Self.byName(old)
    let after = Self.byName(new)
    var dropped = Self.firsts(old).filter { after[$0.name] == nil }
    var added = Self.firsts(new).filter { before[$0.name] == nil }
    let kept = Self.firsts(old).compactMap { choice in
      after[choice.name].map { (old: choice, new: $0) }
    }
    renamed(&dropped, &added, by: \.concept)
    renamed(&dropped, &added, by: said)
    relabelled(kept)
    if !dropped.isEmpty {
      let names = codes(dropped)
      changes.append(
        Change(
          kind: .choiceDropped, old: dropped.first, new: nil,
          message: Message(
            es: "ya no están \(names.spanish).", en: "\(names.english) gone.")))
    }
    if !added.isEmpty {
      let names = codes(added)
      changes.append(
        Change(
          kind: .choiceAdded, old: nil, new: added.first,
          message: Message(es: "nuevas \(names.spanish).", en: "new \(names.english).")))
    }
  }

  private static func byName(_ list: ChoiceList) -> [String: Choice] {
    Dictionary(list.choices.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Cascading lists repeat a code; its first row stands for it.
  private static func firsts(_ list: ChoiceList) -> [Choice] {
    var seen: Set<String> = []
    return list.choices.filter { seen.insert($0.name).inserted }
  }

  private func codes(_ choices: [Choice]) -> Message {
    listed(
      choices.map { choice in
        let label = text(choice)
        return label.isEmpty || label == choice.name ? choice.name : "\(choice.name) (\(label))"
      })
  }

  private func text(_ choice: Choice) -> String {
    let texts = choice.label.byLanguage
    return texts[shown] ?? texts.min { $0.key < $1.key }?.value ?? ""
  }

  private static func languages(_ list: ChoiceList) -> Set<String> {
    Set(list.choices.flatMap(\.label.byLanguage.keys))
  }

  /// What a label says, for comparing; nil without words.
  private func said(_ choice: Choice) -> String? {
    let texts = languages.map {
      (choice.label.byLanguage[$0] ?? "").lowercased().trimmedOfSpaces
    }
    return texts.allSatisfy(\.isEmpty) ? nil : texts.joined(separator: "|")
  }

  /// By what they say (or stand for), those that alone say it.
  private func alone(_ choices: [Choice], by key: (Choice) -> String?) -> [String: Choice] {
    let saying = choices.compactMap { choice in key(choice).map { (text: $0, choice: choice) } }
    return Dictionary(grouping: saying, by: \.text).compactMapValues {
      $0.count == 1 ? $0[0].choice : nil
    }
  }

  /// A code that left and one that came, with the same concept or label.
  private mutating func renamed(
    _ dropped: inout [Choice], _ added: inout [Choice], by key: (Choice) -> String?
  ) {
    let (gone, come) = (alone(dropped, by: key), alone(added, by: key))
    for (text, old) in gone.sorted(by: { $0.value.name < $1.value.name }) {
      guard let new = come[text] else { continue }
      dropped.removeAll { $0.name == old.name }
      added.removeAll { $0.name == new.name }
      changes.append(
        Change(
          kind: .choiceLikelyRenamed, old: old, new: new,
          message: Message(
            es: "«\(self.text(new))» era «\(old.name)» y es «\(new.name)».",
            en: "“\(self.text(new))” was “\(old.name)” and is “\(new.name)”.")))
    }
  }

  private mutating func relabelled(_ kept: [(old: Choice, new: Choice)]) {
    let meant = alone(kept.map(\.old), by: said)
    var changed: [(old: Choice, new: Choice)] = []
    for pair in kept where said(pair.old) != said(pair.new) {
      if let other = said(pair.new).flatMap({ meant[$0] }), other.name != pair.new.name {
        changes.append(
          Change(
            kind: .choicesExchanged, old: pair.old, new: pair.new,
            message: Message(
              es: "«\(pair.new.name)» dice ahora «\(text(pair.new))», que era "
                + "«\(other.name)».",
              en: "“\(pair.new.name)” now says “\(text(pair.new))”, which was "
                + "“\(other.name)”.")))
      } else {
        changed.append(pair)
      }
    }
    guard let first = changed.first else { return }
    let names = listed(changed.map(\.new.name))
    changes.append(
      Change(
        kind: .choiceRelabelled, old: first.old, new: first.new,
        message: Message(
          es: "otra etiqueta en \(names.spanish).", en: "another label on \(names.english).")))
  }
}
