import Messages

/// What a question is and how it is put: type, words, and what only shows.
struct QuestionChanges {
  private let pairing: QuestionPairing
  private let index: Int
  private let target: Int
  private var before: Item { pairing.old.entries[index].item }
  private var after: Item { pairing.new.entries[target].item }

  static func differences(_ pairing: QuestionPairing) -> [Difference] {
    let changes = pairing.newOf.enumerated().compactMap { index, target in
      target.map { QuestionChanges(pairing: pairing, index: index, target: $0) }
    }
    return changes.flatMap { $0.type() + $0.rewritten() + $0.period() } + presentation(changes)
  }

  private func difference(_ kind: DifferenceKind, _ message: Message) -> [Difference] {
    [
      Difference(
        kind, old: pairing.old.spot(index), new: pairing.new.spot(target), message)
    ]
  }

  // MARK: Type

  private func type() -> [Difference] {
    guard case .question(let old) = before.kind, case .question(let new) = after.kind else {
      return []
    }
    if let computed = computedNow(old) { return computed }
    guard Self.word(old) != Self.word(new) else { return [] }
    let name = after.name
    let change = "\(Self.word(old)) → \(Self.word(new))"
    return switch TypeConversion(from: old, to: new).outcome {
    case .keepsEvery:
      difference(
        .retypedKeeping,
        Message(
          es: "«\(name)»: \(change). Se conserva toda respuesta.",
          en: "“\(name)”: \(change). Every answer is kept."))
    case .keepsThoseThatFit:
      difference(
        .retypedLosing,
        Message(
          es: "«\(name)»: \(change). Solo se conservan las respuestas que también valen como "
            + "\(Self.word(new)).",
          en: "“\(name)”: \(change). Only answers that are also valid as \(Self.word(new)) are "
            + "kept."))
    case .keepsNone:
      difference(
        .retypedLosing,
        Message(
          es: "«\(name)»: \(change). Ninguna respuesta se conserva.",
          en: "“\(name)”: \(change). No answer is kept."))
    }
  }

  /// A question that people answered and a calculation now overwrites.
  private func computedNow(_ old: QuestionType) -> [Difference]? {
    let entry = pairing.old.entries[index]
    guard entry.isAsked, before.calculation == nil, after.calculation != nil,
      after.trigger == nil
    else { return nil }
    return difference(
      .retypedLosing,
      Message(
        es: "«\(after.name)» se contestaba y ahora se calcula: el cálculo reemplaza lo contestado.",
        en: "“\(after.name)” was answered and is now calculated: the result replaces what was "
          + "answered."))
  }

  /// The type without its list, which is compared apart.
  private static func word(_ type: QuestionType) -> String {
    switch type {
    case .selectOne: "select_one"
    case .selectMultiple: "select_multiple"
    case .rank: "rank"
    default: type.spelling
    }
  }

  // MARK: Words and looks

  /// Labels with fewer words in common ask something else.
  private static let anotherQuestion = 0.15

  private func rewritten() -> [Difference] {
    guard pairing.old.entries[index].storesAnswer, before.name == after.name,
      let likeness = Wording.likeness(before.label, after.label),
      likeness < Self.anotherQuestion, let text = wordsOfBoth()
    else { return [] }
    return difference(.textRewritten, text)
  }

  /// What only shows is told once for all questions in which the same columns changed.
  private static func presentation(_ changes: [QuestionChanges]) -> [Difference] {
    Dictionary(grouping: changes) { $0.presentation().joined(separator: ", ") }
      .filter { !$0.key.isEmpty }.flatMap { columns, changes in
        let names = listed(changes.map(\.after.name))
        return changes[0].difference(
          .presentationChanged,
          Message(
            es: "Cambió \(columns) de \(names.spanish).",
            en: "\(columns) changed of \(names.english)."))
      }
  }

  private func period() -> [Difference] {
    guard before.referencePeriod != after.referencePeriod else { return [] }
    let (old, new) = (before.referencePeriod?.text ?? "–", after.referencePeriod?.text ?? "–")
    return difference(
      .referencePeriodChanged,
      Message(
        es: "«\(after.name)»: el período era \(old) y es \(new).",
        en: "“\(after.name)”: the period was \(old) and is \(new)."))
  }

  private func wordsOfBoth() -> Message? {
    let languages = before.label.byLanguage.keys.sorted().filter {
      after.label.byLanguage[$0] != nil
    }
    guard let language = languages.first, let old = before.label.byLanguage[language],
      let new = after.label.byLanguage[language],
      Wording.words(old).count > 1, Wording.words(new).count > 1
    else { return nil }
    let (first, second) = (Self.shortened(old), Self.shortened(new))
    return Message(
      es: "«\(after.name)» decía «\(first)» y dice «\(second)».",
      en: "“\(after.name)” said “\(first)” and says “\(second)”.")
  }

  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 60 ? line.prefix(59) + "…" : line
  }

  private func presentation() -> [String] {
    let columns: [(String, Bool)] = [
      ("label", before.label != after.label), ("hint", before.hint != after.hint),
      ("guidance_hint", before.guidance != after.guidance), ("media", before.media != after.media),
      ("appearance", before.appearance != after.appearance),
      ("required_message", before.requiredMessage != after.requiredMessage),
      ("constraint_message", before.constraintMessage != after.constraintMessage),
      ("read_only", before.readOnly != after.readOnly),
      ("default", before.defaultValue != after.defaultValue),
      ("concept", before.concept != after.concept),
      ("sensitivity", before.sensitivity != after.sensitivity),
      ("sealed", before.isSealed != after.isSealed),
      ("parameters", shownParameters(before) != shownParameters(after)),
    ]
    let extras = Set(before.extras.keys).union(after.extras.keys).filter {
      before.extras[$0] != after.extras[$0]
    }
    return columns.filter(\.1).map(\.0) + extras.sorted()
  }

  /// Without those of a scale, which bound the answers.
  private func shownParameters(_ item: Item) -> [String: String] {
    guard case .question(.range) = item.kind else { return item.parameters }
    return item.parameters.filter { !["start", "end", "step"].contains($0.key) }
  }
}
