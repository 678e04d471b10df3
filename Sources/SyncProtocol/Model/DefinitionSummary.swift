/// A published questionnaire, as a server lists it.
public struct DefinitionSummary: Hashable, Sendable {
  /// Canonical hash, 64 lower-case hexadecimal digits.
  public var hash: String
  /// The questionnaire's own identifier and version, for people.
  public var name: String
  public var version: String
  public var title: String
  /// The length of its canonical form, in bytes.
  public var size: UInt64

  public init(hash: String, name: String, version: String, title: String, size: UInt64) {
    self.hash = hash
    self.name = name
    self.version = version
    self.title = title
    self.size = size
  }
}
