internal import RecordCoding

/// The bounds of every message and file; both sides refuse what goes past them.
public enum SyncLimits {
  /// A request's body, in bytes; larger ones are refused before they are read.
  public static let requestBytes = 16 << 20
  /// An enrolment's body, in bytes: the only one that is read of somebody unknown.
  public static let enrolBytes = 4 << 10
  /// A response's body, in bytes.
  public static let responseBytes = 32 << 20
  /// One record's canonical bytes.
  public static let recordBytes = CodingLimits.recordBytes
  /// One questionnaire's canonical bytes.
  public static let definitionBytes = 16 << 20
  /// Records in one batch.
  public static let batchRecords = 4_096
  /// States of one record in one batch: each is merged, checked and written by itself. Nobody who works
  /// has several.
  public static let recordStates = 16
  /// Groups of packed records in one batch, each of one questionnaire.
  public static let packedGroups = 8
  /// Seal entries in one batch.
  public static let batchSeals = 65_536
  /// Seal entries about one record that are taken from others and handed on; more serve nobody.
  public static let recordSeals = 4_096
  /// The name of an author in a line of a seal log that arrives: 4,096 of them go along with a record.
  public static let authorBytes = 1_024
  /// Areas that one device follows.
  public static let areas = 256
  /// Enrolments that one hub is told of, and codes that it tells of at once.
  public static let enrolments = 4_096
  /// Tokens of one enrolment: a device that repeats its enrolment at several hubs has one of each.
  public static let tokens = 16
  /// Notices of one response.
  public static let notices = 16
  /// Forked replicas that one response tells of; the next tells of the others.
  public static let forks = 4_096
  /// Published questionnaires of one server.
  public static let definitions = 4_096
  /// Violations that one verdict lists; a check that finds more reports these.
  public static let violations = 200
  /// What the verdicts of one response take, in bytes; further ones come without their violations.
  public static let verdictBytes = 4 << 20
  /// A name, code, path or message, in UTF-8 bytes; longer ones are cut by whoever writes.
  public static let textBytes = 4_096
  /// Fields of one message or nested value, and JSON values of one message; more than any message
  /// within the other limits has.
  public static let fields = 250_000
  /// The public half of a signing key, in bytes, of which none may be told.
  public static let signingKeyBytes = 32
  /// A hash or chain, in bytes.
  public static let hashBytes = 64
  /// What one response carries of others' changes unless the request asks for less, in bytes.
  public static let changesBytes = 1 << 20
  /// One file that an answer names: some minutes of video, or hours of speech.
  public static let attachmentBytes = 128 << 20
  /// What is kept and handed on of a file at once.
  public static let attachmentPieceBytes = 256 << 10
  /// For whom one bundle is encrypted, and what is said of them before it, in bytes.
  public static let bundleRecipients = 16
  static let bundleEnvelopeBytes = 4 << 10
  /// Sections of one bundle file.
  public static let bundleSections = 10_000_000
  /// One section of a bundle: a record, a questionnaire or a run of seal entries.
  public static let bundleSectionBytes = 16 << 20
}
