public import Messages
public import RecordPacking
public import SQLiteStore
public import SyncProtocol

/// Why the server refuses a request. Its code and both sentences are the whole answer.
public enum ServiceError: ExplainedError, Hashable {
  /// No such code, or it has expired, was revoked, or has enrolled another device: which of these
  /// is nobody's business who does not hold a good one.
  case codeRefused
  /// Too many wrong codes came from there.
  case tooManyCodes(waitSeconds: Int)
  case tokenMissing
  /// No such token, or its enrolment was revoked.
  case tokenRefused
  /// Too many requests without a good token came from there.
  case tooManyTokens(waitSeconds: Int)
  /// The enrolment asks too often.
  case tooManyRequests(waitSeconds: Int)
  case malformed(WireError)
  /// Its packed records cannot be read here: it may send them as they are.
  case packed(PackingError)
  /// A brief request stands somewhere else than this server finds: it may say the whole.
  case otherStanding
  case bodyTooLarge(limit: Int)
  /// The body did not come within `ServiceLimits.bodySeconds`.
  case bodyTooSlow
  /// Too much of other requests is held at this moment.
  case busy(waitSeconds: Int)
  case wrongMediaType
  case noSuchPath
  case noSuchDefinition
  /// The path names no SHA-256, or the file is not here, or no response of the asker's areas names it.
  case noSuchAttachment
  /// The request lacks where its bytes belong in the file, or says it wrongly.
  case attachmentHeaders
  /// The file has come as far as `expected`, and the request goes on elsewhere.
  case attachmentOffset(expected: UInt64)
  /// The request asks for bytes behind the file's end.
  case attachmentRange(size: UInt64)
  case attachmentTooLarge(limit: Int)
  /// All came, and it is not the file that the path names; it is to be sent from its first byte.
  case attachmentDigest
  /// The store could not take or give; nothing was acknowledged.
  /// The cause is for the server's own log: its message names places on the server.
  case storeUnavailable(cause: StoreError)

  public var code: String {
    switch self {
    case .codeRefused: "ENROL-CODE"
    case .tooManyCodes: "ENROL-ATTEMPTS"
    case .tooManyTokens: "AUTH-ATTEMPTS"
    case .tooManyRequests: "AUTH-REQUESTS"
    case .tokenMissing: "AUTH-MISSING"
    case .tokenRefused: "AUTH-TOKEN"
    case .malformed(let error): error.code
    case .packed(let error): error.code
    case .otherStanding: "SYNC-STANDING"
    case .bodyTooLarge: "SYNC-BODY-TOO-LARGE"
    case .bodyTooSlow: "SYNC-BODY-SLOW"
    case .busy: "SERVER-BUSY"
    case .wrongMediaType: "SYNC-MEDIA-TYPE"
    case .noSuchPath: "SYNC-PATH"
    case .noSuchDefinition: "DEFINITION-UNKNOWN"
    case .noSuchAttachment: "ATTACHMENT-UNKNOWN"
    case .attachmentHeaders: "ATTACHMENT-HEADERS"
    case .attachmentOffset: "ATTACHMENT-OFFSET"
    case .attachmentRange: "ATTACHMENT-RANGE"
    case .attachmentTooLarge: "ATTACHMENT-TOO-LARGE"
    case .attachmentDigest: "ATTACHMENT-DIGEST"
    case .storeUnavailable: "SERVER-STORE"
    }
  }

  /// The HTTP status that goes with the answer.
  public var status: Int {
    switch self {
    case .malformed, .packed, .otherStanding, .attachmentHeaders, .attachmentDigest: 400
    case .tokenMissing, .tokenRefused: 401
    case .codeRefused: 403
    case .noSuchPath, .noSuchDefinition, .noSuchAttachment: 404
    case .attachmentOffset: 409
    case .bodyTooLarge, .bodyTooSlow, .attachmentTooLarge: 413
    case .wrongMediaType: 415
    case .attachmentRange: 416
    case .tooManyCodes, .tooManyTokens, .tooManyRequests: 429
    case .storeUnavailable, .busy: 503
    }
  }

  /// In how many seconds the same may be asked again; nil where waiting does not help.
  public var retryAfterSeconds: Int? {
    switch self {
    case .tooManyCodes(let seconds), .tooManyTokens(let seconds), .tooManyRequests(let seconds),
      .busy(let seconds):
      seconds
    default: nil
    }
  }

  public var response: ErrorResponse { ErrorResponse(code: code, message: message) }
}
