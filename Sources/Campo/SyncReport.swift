public import Messages
public import Replication

/// What a synchronization did.
public struct SyncReport: Hashable, Sendable {
  /// Responses that the server acknowledged.
  public var sent = 0
  /// Responses that came new or changed.
  public var received = 0
  /// Where people disagree since this synchronization.
  public var conflicts: [ConflictNotice] = []
  /// Rules that no side broke and both together break.
  public var mergeViolations: [MergeViolation] = []
  /// Responses of the person who works here that were sent back or corrected.
  public var reviews: [Review] = []
  /// Of the verdicts that came, those that found violations.
  public var invalid = 0
  /// Responses that the server kept without being able to read them.
  public var quarantined: [RecordID] = []
  /// Titles of the questionnaires that came.
  public var questionnaires: [String] = []
  /// Titles of those that came and that this version of Campo cannot read: the store's log says why.
  public var unreadableQuestionnaires: [String] = []
  /// What the server wants whoever works here to know.
  public var notices: [Message] = []
  /// Responses still to be sent.
  public var waiting = 0
  /// Requests that were answered.
  public var exchanges = 0
  /// What became of the files that responses name.
  public var files = AttachmentReport()
  /// Bytes of requests and answers, with headers and TLS handshake, failed ones too.
  public var bytesSent: UInt64 = 0
  public var bytesReceived: UInt64 = 0

  public struct ConflictNotice: Hashable, Sendable {
    public var record: RecordID
    public var key: RegisterKey
  }

  public init() {}
}

/// A step of a synchronization, for whoever watches it.
public enum SyncEvent: Hashable, Sendable {
  /// A batch goes out; zero responses when only the others' changes are asked for.
  case sending(responses: Int, bytes: Int)
  /// An answer has been stored; `waiting` responses are still to be sent.
  case stored(acknowledged: Int, received: Int, waiting: Int)
  /// A questionnaire is being fetched.
  case fetching(title: String)
  /// A file goes out, of which the server has so many bytes.
  case sendingFile(sent: UInt64, of: UInt64)
  /// A file is being fetched, of which so many bytes are here.
  case fetchingFile(received: UInt64, of: UInt64)
  /// The link failed; it is tried again after so long.
  case retrying(milliseconds: Int, because: Message)
}
