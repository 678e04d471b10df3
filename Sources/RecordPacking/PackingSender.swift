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

// What a message says of its sender, told once for whoever writes it and whoever reads it.

extension PackingSender {
  /// A device, as its request says.
  /// - Parameter author: as enrolled; only a server, by the token, and the device itself know.
  public init(of request: SyncRequest, author: Author?) {
    self.init(
      replica: request.replica, chain: request.chain, author: author,
      area: request.cursors.first?.area)
  }

  /// A server, as its answer says.
  public init(of response: SyncResponse) {
    self.init(
      replica: response.server, chain: Chain(), area: response.cursors.first?.area)
  }
}
