/// Where an area's feed was read to, as a brief answer says it.
public struct FeedPlace: Hashable, Sendable {
  /// Which of the standing's places it follows.
  public var area: UInt64
  public var sequence: UInt64
  /// As in a cursor.
  public var feedHash: [UInt8]

  public init(area: UInt64, sequence: UInt64, feedHash: [UInt8]) {
    self.area = area
    self.sequence = sequence
    self.feedHash = feedHash
  }
}
