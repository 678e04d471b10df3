public import Messages

/// Why a server refused a request: the only form in which it says so.
public struct ErrorResponse: ExplainedError, Hashable {
  public var code: String
  public var message: Message

  public init(code: String, message: Message) {
    self.code = code
    self.message = message
  }
}
