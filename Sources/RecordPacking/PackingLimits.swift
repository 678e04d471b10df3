internal import RecordCoding

/// What is left of the limits for the groups of one batch.
struct PackingBudget {
  var bits = PackingLimits.bits
  var canonicalBytes = PackingLimits.canonicalBytes
}

/// What a reader of packed records accepts from outside.
public enum PackingLimits {
  /// Records in one group.
  public static let records = 4_096
  /// Bits of one batch, those included that cost next to nothing: half a second's work.
  public static let bits = 1 << 26
  /// Canonical bytes of all records of one batch.
  public static let canonicalBytes = 16 << 20
  /// Rows of all rosters of one group.
  public static let rows = 50_000
  /// Choices of a list that answers are written as places of; those of longer ones are texts.
  static let choices = 4_096
  /// Words that a group remembers, and the bytes of the longest.
  static let words = 4_096
  static let wordBytes = 64
  /// Entries of all registers of one group.
  public static let entries = 1_000_000
  /// Replicas and authors that one group names.
  static let names = 10_000
}
