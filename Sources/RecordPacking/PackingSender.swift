public import Replication
public import SyncProtocol

/// Who hands the records over, as the message around them says it: need not be said again.
public struct PackingSender: Sendable {
  public var replica: ReplicaID
  /// The end of its seal log.
  public var chain: Chain
  /// Who is enrolled there, and the area that the message names first; nil where that is not known.
  public var author: Author?
  public var area: String?

  public init(replica: ReplicaID, chain: Chain, author: Author? = nil, area: String? = nil) {
    self.author = author
    self.area = area
    self.replica = replica
    self.chain = chain
  }
}
