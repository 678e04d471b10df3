internal import Messages

extension ErrorResponse: WireMessage {
  package static let kind = MessageKind.error
  private static let code = Tag(1, "code")
  private static let message = Tag(2, "message")

  package func write(to writer: inout FieldWriter) {
    writer.text(Self.code, code)
    writer.value(Self.message, message)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      code: try fields.text(Self.code), message: try fields.value(Self.message, Message.self))
  }
}

extension Message: FieldCoded {
  private static let spanishTag = Tag(1, "es")
  private static let englishTag = Tag(2, "en")

  package func write(to writer: inout FieldWriter) {
    writer.text(Self.spanishTag, spanish)
    writer.text(Self.englishTag, english)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(es: try fields.text(Self.spanishTag), en: try fields.text(Self.englishTag))
  }
}
