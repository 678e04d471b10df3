/// What a decoder accepts from outside; whatever is larger is refused before memory is spent on it.
package enum CodingLimits {
  /// One record's canonical bytes. A household of forty with every question answered is 200 KB.
  package static let recordBytes = 8 << 20
  /// The text of one answer or comment.
  package static let textBytes = 1 << 20
  /// A question's path, a field's or an author's name.
  package static let nameBytes = 4 << 10
  /// All names of one record together, once their shared beginnings are written out.
  package static let nameTableBytes = 4 << 20
  /// Entries of all registers of one record.
  package static let entries = 100_000
  /// Decisions of one record.
  package static let decisions = 10_000
  /// Replicas that one record or version vector names.
  package static let replicas = 10_000
  /// Nested rosters.
  package static let rowDepth = 32
  /// A hash or a value that only a newer version understands.
  package static let opaqueBytes = 1 << 20
  /// Milliseconds since 1970 that a clock may claim, some 270,000 years either way: calendars and
  /// time zones can be reckoned with inside, without an overflow.
  package static let times: ClosedRange<Int64> = -8_640_000_000_000_000...8_640_000_000_000_000
}
