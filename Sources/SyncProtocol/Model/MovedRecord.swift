public import Replication

/// A record that has left an area which the asker follows.
public struct MovedRecord: Hashable, Sendable {
  public var record: RecordID
  /// Where it belongs now.
  public var area: String

  public init(record: RecordID, area: String) {
    self.record = record
    self.area = area
  }
}
