/// The protocol as HTTP sees it.
public enum WireFormat {
  /// The media type of every message.
  public static let mediaType = "application/vnd.campo"
  /// The version this software writes, and the newest that it reads.
  public static let version: UInt8 = 1

  // The addresses, after the server's own.
  public static let enrolPath = "/v1/enrol"
  public static let syncPath = "/v1/sync"
  /// Followed by the canonical hash.
  public static let definitionsPath = "/v1/definitions/"
}

/// What a message is; the second byte of its envelope.
package enum MessageKind: UInt8 {
  case enrolRequest = 1
  case enrolResponse = 2
  case syncRequest = 3
  case syncResponse = 4
  case definition = 5
  case error = 6
}

/// A message with its envelope: version, kind, then fields; Docs/SyncProtocol.md describes the bytes.
package protocol WireMessage: FieldCoded, Sendable {
  static var kind: MessageKind { get }
}

extension WireMessage {
  package func encoded() -> [UInt8] {
    var writer = FieldWriter()
    write(to: &writer)
    return [WireFormat.version, Self.kind.rawValue] + writer.bytes
  }

  package init(decoding bytes: [UInt8]) throws(WireError) {
    guard bytes.count >= 2, bytes[0] > 0 else { throw .notThisMessage }
    guard bytes[0] <= WireFormat.version else { throw .newerVersion(bytes[0]) }
    guard bytes[1] == Self.kind.rawValue else { throw .notThisMessage }
    try self.init(Fields(bytes[2...]))
  }
}
