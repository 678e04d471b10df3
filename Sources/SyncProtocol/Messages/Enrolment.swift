public import Replication

/// Asks to be enrolled with the one-time code that the office gave.
public struct EnrolRequest: Hashable, Sendable {
  public var code: String
  public var replica: ReplicaID
  /// Whether a hub asks: its codes enrol no person, and a person's no hub.
  public var asHub: Bool
  /// What the device's bundles are checked by; empty where it has no key.
  public var signingKey: [UInt8]

  public init(
    code: String, replica: ReplicaID, asHub: Bool = false, signingKey: [UInt8] = []
  ) {
    self.code = code
    self.replica = replica
    self.asHub = asHub
    self.signingKey = signingKey
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
  /// Whose receipts the key is for, where a hub answers; nil of the server that signs itself.
  public var root: RootHistory?
  /// Whether the asker is enrolled as a hub.
  public var isHub: Bool
  /// Whether the asker need not tell its signing key again.
  public var knowsSigningKey: Bool
  /// What bundles are encrypted to that are for the office; nil where it is not known there.
  public var officeKey: OfficeKey?
  /// The office's word whose the asker's signing key is; nil where it told none, or a hub answers.
  public var certificate: DeviceCertificate?

  public init(
    token: String, author: Author, areas: [String], server: ReplicaID, epoch: UInt64,
    receiptKey: [UInt8] = [], root: RootHistory? = nil, isHub: Bool = false,
    knowsSigningKey: Bool = false, officeKey: OfficeKey? = nil,
    certificate: DeviceCertificate? = nil
  ) {
    self.root = root
    self.isHub = isHub
    self.knowsSigningKey = knowsSigningKey
    self.officeKey = officeKey
    self.certificate = certificate
    self.receiptKey = receiptKey
    self.token = token
    self.author = author
    self.areas = areas
    self.server = server
    self.epoch = epoch
  }
}
