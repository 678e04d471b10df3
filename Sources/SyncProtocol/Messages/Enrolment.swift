public import Replication

/// Asks to be enrolled with the one-time code that the office gave.
public struct EnrolRequest: Hashable, Sendable {
  public var code: String
  public var replica: ReplicaID

  public init(code: String, replica: ReplicaID) {
    self.code = code
    self.replica = replica
  }
}

/// What an enrolled device is: who writes on it, where, and the token that proves it.
public struct EnrolResponse: Hashable, Sendable {
  /// Sent as `Authorization: Bearer TOKEN` with every later request; the server keeps its hash only.
  public var token: String
  public var author: Author
  public var areas: [String]
  public var server: ReplicaID
  public var epoch: UInt64
  /// What the server's receipts are checked by; empty of a server that signs none.
  public var receiptKey: [UInt8]

  public init(
    token: String, author: Author, areas: [String], server: ReplicaID, epoch: UInt64,
    receiptKey: [UInt8] = []
  ) {
    self.receiptKey = receiptKey
    self.token = token
    self.author = author
    self.areas = areas
    self.server = server
    self.epoch = epoch
  }
}
