public import Messages
public import RecordPacking
public import SQLiteStore
public import SyncProtocol

/// Why the server refuses a request. Its code and both sentences are the whole answer.
public enum ServiceError: ExplainedError, Hashable {
  /// No such code, or it has expired, was revoked, or has enrolled another device: which of these
  /// is nobody's business who does not hold a good one.
  case codeRefused
  /// Too many wrong codes came in the last minute, whoever sent them.
  case tooManyAttempts
  case tokenMissing
  /// No such token, or its enrolment was revoked.
  case tokenRefused
  case malformed(WireError)
  /// Its packed records cannot be read here: it may send them as they are.
  case packed(PackingError)
  case bodyTooLarge(limit: Int)
  case wrongMediaType
  case noSuchPath
  case noSuchDefinition
  /// The store could not take or give; nothing was acknowledged.
  /// The cause is for the server's own log: its message names places on the server.
  case storeUnavailable(cause: StoreError)

  public var code: String {
    switch self {
    case .codeRefused: "ENROL-CODE"
    case .tooManyAttempts: "ENROL-ATTEMPTS"
    case .tokenMissing: "AUTH-MISSING"
    case .tokenRefused: "AUTH-TOKEN"
    case .malformed(let error): error.code
    case .packed(let error): error.code
    case .bodyTooLarge: "SYNC-BODY-TOO-LARGE"
    case .wrongMediaType: "SYNC-MEDIA-TYPE"
    case .noSuchPath: "SYNC-PATH"
    case .noSuchDefinition: "DEFINITION-UNKNOWN"
    case .storeUnavailable: "SERVER-STORE"
    }
  }

  /// The HTTP status that goes with the answer.
  public var status: Int {
    switch self {
    case .malformed, .packed: 400
    case .tokenMissing, .tokenRefused: 401
    case .codeRefused: 403
    case .noSuchPath, .noSuchDefinition: 404
    case .bodyTooLarge: 413
    case .wrongMediaType: 415
    case .tooManyAttempts: 429
    case .storeUnavailable: 503
    }
  }

  public var response: ErrorResponse { ErrorResponse(code: code, message: message) }
}
