/// Where answers given under one version of a questionnaire are found under another.
///
/// Paths are those of `AnswerKey`: names from the root without rows. Rosters are among them, for
/// the rows they hold.
public struct AnswerMapping: Hashable, Sendable {
  public struct Carried: Hashable, Sendable {
    public var old: String
    public var new: String
    /// False where only those answers keep that are spelled as the new type is.
    public var everyAnswerFits: Bool
  }

  /// Answers that have a place in the new version.
  public private(set) var carried: [Carried] = []
  /// Paths whose answers have none.
  public private(set) var lost: [String] = []

  init(_ pairing: QuestionPairing) {
    let (old, new) = (pairing.old, pairing.new)
    for index in old.entries.indices {
      let entry = old.entries[index]
      guard entry.storesAnswer || entry.isRoster else { continue }
      let target = pairing.newOf[index]
      guard let target, Self.rostersAgree(pairing, index, target),
        let every = Self.everyAnswerFits(entry, new.entries[target])
      else {
        lost.append(old.answerPath(index))
        continue
      }
      carried.append(
        Carried(old: old.answerPath(index), new: new.answerPath(target), everyAnswerFits: every))
    }
  }

  /// Whether both stand in the same rosters, so that each row's answer has its row.
  private static func rostersAgree(_ pairing: QuestionPairing, _ index: Int, _ target: Int) -> Bool
  {
    pairing.old.entries[index].rosters.map { pairing.newOf[$0] }
      == pairing.new.entries[target].rosters.map { $0 }
  }

  /// Nil where no answer fits.
  private static func everyAnswerFits(_ old: FormEntry, _ new: FormEntry) -> Bool? {
    guard let before = old.type, let after = new.type else {
      return old.isRoster == new.isRoster ? true : nil
    }
    switch TypeConversion(from: before, to: after).outcome {
    case .keepsEvery: return true
    case .keepsThoseThatFit: return false
    case .keepsNone: return nil
    }
  }
}
