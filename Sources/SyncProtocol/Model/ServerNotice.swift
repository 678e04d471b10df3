public import Messages

/// Something that whoever works on the device must hear, though the exchange went well.
public struct ServerNotice: Hashable, Sendable {
  public var code: String
  public var message: Message

  public init(code: String, message: Message) {
    self.code = code
    self.message = message
  }
}
