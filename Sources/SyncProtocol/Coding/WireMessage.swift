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
  /// Followed by the file's digest.
  public static let attachmentsPath = "/v1/attachments/"

  // Files go as they are. The fields are those of draft-ietf-httpbis-resumable-upload.
  public static let fileType = "application/octet-stream"
  public static let partialUploadType = "application/partial-upload"
  public static let uploadOffset = "Upload-Offset"
  public static let uploadComplete = "Upload-Complete"
  public static let uploadLimit = "Upload-Limit"
  /// The fields of an AttachmentReceipt in Base64.
  public static let receiptField = "Campo-Receipt"
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

extension MessageKind {
  /// What the kind is called in JSON.
  var name: String {
    switch self {
    case .enrolRequest: "EnrolRequest"
    case .enrolResponse: "EnrolResponse"
    case .syncRequest: "SyncRequest"
    case .syncResponse: "SyncResponse"
    case .definition: "DefinitionResponse"
    case .error: "ErrorResponse"
    }
  }
}

/// A message with its envelope: version, kind, then fields; Docs/SyncProtocol.md describes the bytes.
package protocol WireMessage: FieldCoded, Sendable {
  static var kind: MessageKind { get }
}

// The envelope in JSON: two members beside the fields.
private let versionMember = "version"
private let kindMember = "kind"

extension WireMessage {
  package func encoded(as form: WireForm = .binary) -> [UInt8] {
    var writer = FieldWriter(as: form)
    write(to: &writer)
    switch form {
    case .binary: return [WireFormat.version, Self.kind.rawValue] + writer.bytes
    case .json:
      return writer.object([
        versionMember: .number(UInt64(WireFormat.version)), kindMember: .text(Self.kind.name),
      ]).bytes
    }
  }

  package init(decoding bytes: [UInt8], as form: WireForm) throws(WireError) {
    switch form {
    case .binary: try self.init(decoding: bytes)
    case .json: try self.init(decodingJSON: bytes)
    }
  }

  private init(decodingJSON bytes: [UInt8]) throws(WireError) {
    guard case .object(let members) = try JSONNode(decoding: bytes),
      case .number(let version) = members[versionMember], version > 0
    else { throw .notThisMessage }
    guard version <= WireFormat.version else { throw .newerVersion(UInt8(clamping: version)) }
    guard case .text(let kind) = members[kindMember], kind == Self.kind.name else {
      throw .notThisMessage
    }
    try self.init(Fields(members))
  }

  package init(decoding bytes: [UInt8]) throws(WireError) {
    guard bytes.count >= 2, bytes[0] > 0 else { throw .notThisMessage }
    guard bytes[0] <= WireFormat.version else { throw .newerVersion(bytes[0]) }
    guard bytes[1] == Self.kind.rawValue else { throw .notThisMessage }
    try self.init(Fields(bytes[2...]))
  }
}
