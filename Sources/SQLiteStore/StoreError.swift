public import Messages
public import Replication
public import SyncProtocol

/// What went wrong with a store: where, and what to do about it.
public struct StoreError: ExplainedError, Hashable {
  /// What went wrong.
  public enum Kind: Hashable, Sendable {
    /// There is no store at the place.
    case notFound
    /// There is one already; nothing was touched.
    case alreadyExists
    /// The file is no Campo store, or SQLite finds it broken.
    case corrupt
    /// One stored value does not open: `what` names the table, `row` the row.
    case damaged(what: String, row: String)
    case diskFull
    /// Another process held the store for longer than `Store.busyTimeoutSeconds`.
    case busy
    /// A newer version of the software has changed the schema.
    case newer
    /// No permission to read or write there, or the folder is missing.
    case notAccessible
    /// The operating system failed to read or write, with SQLite's extended code.
    case inputOutput(Int32)
    case noRecord(RecordID)
    /// The record holds as much as a record may; nothing was stored.
    case recordFull(RecordID, limit: Int)
    /// One value is longer than a record may hold; nothing was stored.
    case valueTooLarge(RegisterKey, limit: Int)
    /// A comment is longer than a decision may hold; nothing was stored.
    case commentTooLarge(limit: Int)
    /// A name or a question's path is longer, or lies in more rosters, than a record may hold;
    /// nothing was stored.
    case nameTooLong(limit: Int)
    /// No such file is here.
    case noAttachment(AttachmentDigest)
    /// The file is longer than one may be; nothing of it is kept.
    case attachmentTooLarge(limit: Int)
    /// The author's role may not decide.
    case roleMayNotDecide
    /// Since a conflict was shown, the same person answered the question on this store.
    case answeredSince(RegisterKey)
    /// A rule of the schema was broken: a defect of Campo, with SQLite's words.
    case unexpected(String)
  }

  /// What went wrong.
  public let kind: Kind
  /// The store's folder or file.
  public let place: String

  public init(_ kind: Kind, at place: String) {
    self.kind = kind
    self.place = place
  }

  /// `STORE-…`, one a kind.
  public var code: String {
    switch kind {
    case .notFound: "STORE-NOT-FOUND"
    case .alreadyExists: "STORE-EXISTS"
    case .corrupt: "STORE-CORRUPT"
    case .damaged: "STORE-DAMAGED"
    case .diskFull: "STORE-FULL"
    case .busy: "STORE-BUSY"
    case .newer: "STORE-NEWER"
    case .notAccessible: "STORE-ACCESS"
    case .inputOutput: "STORE-IO"
    case .noRecord: "STORE-NO-RECORD"
    case .recordFull: "STORE-RECORD-FULL"
    case .valueTooLarge: "STORE-VALUE-TOO-LARGE"
    case .commentTooLarge: "STORE-COMMENT-TOO-LARGE"
    case .nameTooLong: "STORE-NAME-TOO-LONG"
    case .noAttachment: "STORE-NO-ATTACHMENT"
    case .attachmentTooLarge: "STORE-ATTACHMENT-TOO-LARGE"
    case .roleMayNotDecide: "STORE-ROLE"
    case .answeredSince: "STORE-ANSWERED-SINCE"
    case .unexpected: "STORE-UNEXPECTED"
    }
  }
}
