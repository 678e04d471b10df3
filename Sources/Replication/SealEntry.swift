/// One line of a replica's seal log, which travels with the data and proves coverage.
public struct SealEntry: Hashable, Sendable {
  /// The seal.
  public var dot: Dot
  /// The one record that it sealed.
  public var record: RecordID
  /// Who sealed and when.
  public var stamp: Stamp
  /// SHA-256 over the chain before this entry and this entry's content: equal chains, equal history.
  public var chain: [UInt8]

  public init(dot: Dot, record: RecordID, stamp: Stamp, chain: [UInt8]) {
    self.dot = dot
    self.record = record
    self.stamp = stamp
    self.chain = chain
  }
}
