public import Messages

/// One difference between two versions of a questionnaire: what it does to answers already
/// collected, where, and what to do.
public struct Difference: Hashable, Sendable {
  /// A row of one of the two versions.
  public struct Spot: Hashable, Sendable {
    /// The path of its answers, without rows: `/data/household/members`; nil for a choice, a
    /// setting, or the questionnaire itself.
    public var path: String?
    public var place: Place?
  }

  /// `D10`-like; never given to another meaning.
  public var code: String
  public var consequence: Consequence
  /// Nil for what the old version does not have.
  public var old: Spot?
  /// Nil for what the new version does not have.
  public var new: Spot?
  public var message: Message
  public var remedy: Message

  init(
    _ kind: DifferenceKind, old: Spot?, new: Spot?, _ message: Message, remedy: Message? = nil
  ) {
    code = kind.rawValue
    consequence = kind.consequence
    self.old = old
    self.new = new
    self.message = message
    self.remedy = remedy ?? kind.words.remedy
  }

  /// The same as a finding about the new version; a place that only the old one has is named in
  /// the sentence.
  public var finding: Finding {
    let before = old?.place.map { "\($0)" }
    let addition = before.map {
      Message(es: " (en la versión anterior: \($0))", en: " (in the old version: \($0))")
    }
    return Finding(
      code: code, severity: consequence.severity, place: new?.place,
      message: Message(
        es: message.spanish + (addition?.spanish ?? ""),
        en: message.english + (addition?.english ?? "")),
      remedy: remedy)
  }
}
