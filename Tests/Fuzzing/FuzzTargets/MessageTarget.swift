import Messages
import SyncProtocol

/// A whole message from a stranger, in either form: what can be read is written in both so that it
/// reads as the same message, whose bytes are those again.
///
/// Bytes that begin with `{` are taken as JSON. Fields that are unknown, out of order or repeated
/// make other bytes of the same message; what is written is the one normal form.
enum MessageTarget {
  static func run(_ input: [UInt8]) {
    let form: WireForm = input.first == UInt8(ascii: "{") ? .json : .binary
    read(input, form, as: EnrolRequest.self)
    read(input, form, as: EnrolResponse.self)
    read(input, form, as: SyncRequest.self)
    read(input, form, as: SyncResponse.self)
    read(input, form, as: DefinitionResponse.self)
    read(input, form, as: ErrorResponse.self)
  }

  private static func read<Message: WireMessage & Equatable>(
    _ input: [UInt8], _ form: WireForm, as type: Message.Type
  ) {
    do throws(WireError) {
      let message = try Message(decoding: input, as: form)
      for form in WireForm.allCases { expectSame(message, form) }
    } catch {
      precondition(!error.message.spanish.isEmpty && !error.message.english.isEmpty)
    }
  }

  private static func expectSame(_ message: some WireMessage & Equatable, _ form: WireForm) {
    let bytes = message.encoded(as: form)
    do throws(WireError) {
      let again = try type(of: message).init(decoding: bytes, as: form)
      precondition(again == message, "written as \(form), and another message")
      precondition(again.encoded(as: form) == bytes, "written as \(form) again, and other bytes")
    } catch {
      fatalError("written as \(form), and not readable: \(error.message.english)")
    }
  }
}
