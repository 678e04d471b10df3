/// One sentence for a person, in every language Campo speaks.
///
/// Both translations are arguments of the only initializer, so that a message that lacks one
/// does not compile.
public struct Message: Hashable, Sendable {
  public let spanish: String
  public let english: String

  public init(es spanish: String, en english: String) {
    self.spanish = spanish
    self.english = english
  }

  public func text(in language: MessageLanguage) -> String {
    switch language {
    case .spanish: spanish
    case .english: english
    }
  }
}

/// An error with a stable code and a message that names the place and the remedy.
public protocol ExplainedError: Error, Sendable, CustomStringConvertible {
  /// Stable and upper-case, `AREA-NNN`-like (`STORE-CORRUPT`): for scripts, tests and the manual.
  var code: String { get }
  var message: Message { get }
}

extension ExplainedError {
  public var description: String { "\(code): \(message.english)" }
}
