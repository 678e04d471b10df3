public import Messages

/// Why bytes are not a message of this protocol.
public enum WireError: ExplainedError, Hashable {
  /// Neither this protocol nor this kind of message.
  case notThisMessage
  /// A version that this software is too old to read.
  case newerVersion(UInt8)
  case truncated
  case missing(field: String)
  case invalid(field: String)
  case tooLarge(field: String, limit: Int)

  public var code: String {
    switch self {
    case .notThisMessage: "SYNC-NOT-A-MESSAGE"
    case .newerVersion: "SYNC-VERSION"
    case .truncated: "SYNC-TRUNCATED"
    case .missing: "SYNC-MISSING"
    case .invalid: "SYNC-INVALID"
    case .tooLarge: "SYNC-TOO-LARGE"
    }
  }

  public var message: Message {
    switch self {
    case .notThisMessage:
      Message(
        es: "Los bytes recibidos no son un mensaje de Campo de la clase esperada.",
        en: "The bytes received are not a Campo message of the expected kind.")
    case .newerVersion(let version):
      Message(
        es: "El mensaje es de la versión \(version), más nueva que este programa; actualícelo.",
        en: "The message is of version \(version), newer than this program; update it.")
    case .truncated:
      Message(
        es: "El mensaje está incompleto; envíelo de nuevo.",
        en: "The message is incomplete; send it again.")
    case .missing(let field):
      Message(
        es: "Al mensaje le falta «\(field)»; actualice el programa que lo envió.",
        en: "The message lacks “\(field)”; update the program that sent it.")
    case .invalid(let field):
      Message(
        es: "«\(field)» no es válido en el mensaje; actualice el programa que lo envió.",
        en: "“\(field)” is invalid in the message; update the program that sent it.")
    case .tooLarge(let field, let limit):
      Message(
        es: "«\(field)» supera el límite de \(limit) del mensaje; envíe menos de una vez.",
        en: "“\(field)” exceeds the message's limit of \(limit); send less at once.")
    }
  }
}
