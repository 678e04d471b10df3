import Messages

/// Missing codes that a question admits no more, or now does: told once for all questions that the
/// same change touches.
enum MissingCodeChanges {
  private struct Change: Hashable {
    let dropped: [String]
    let added: [String]
  }

  static func differences(_ pairing: QuestionPairing) -> [Difference] {
    var changes: [Change: [(index: Int, target: Int)]] = [:]
    for (index, target) in pairing.newOf.enumerated() {
      guard let target else { continue }
      let before = admitted(pairing.old.entries[index], pairing.old.questionnaire)
      let after = admitted(pairing.new.entries[target], pairing.new.questionnaire)
      let change = Change(
        dropped: before.filter { !after.contains($0) },
        added: after.filter { !before.contains($0) })
      changes[change, default: []].append((index, target))
    }
    return changes.sorted { $0.value[0].index < $1.value[0].index }.flatMap { change, questions in
      let names = listed(questions.map { pairing.new.entries[$0.target].item.name })
      let (old, new) = (
        pairing.old.spot(questions[0].index), pairing.new.spot(questions[0].target)
      )
      return [
        (DifferenceKind.missingCodeDropped, change.dropped), (.missingCodeAdded, change.added),
      ].filter { !$0.1.isEmpty }.map { kind, codes in
        let codes = listed(codes)
        return Difference(kind, old: old, new: new, message(kind, codes, in: names))
      }
    }
  }

  private static func message(
    _ kind: DifferenceKind, _ codes: Message, in questions: Message
  ) -> Message {
    kind == .missingCodeDropped
      ? Message(
        es: "\(questions.spanish): ya no se admite \(codes.spanish).",
        en: "\(questions.english): \(codes.english) not admitted any more.")
      : Message(
        es: "\(questions.spanish): ahora se admite \(codes.spanish).",
        en: "\(questions.english): \(codes.english) now admitted.")
  }

  private static func admitted(_ entry: FormEntry, _ form: Questionnaire) -> [String] {
    guard entry.isAsked else { return [] }
    return entry.item.missing ?? form.missingCodes.map(\.name)
  }
}
