/// What an expression evaluated to, as text with its XPath type.
public struct EvaluatedValue: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case boolean
    case number
    case string
    case date
  }

  public var kind: Kind
  /// As ODK's `string()` spells it.
  public var text: String

  public init(kind: Kind, text: String) {
    self.kind = kind
    self.text = text
  }
}
