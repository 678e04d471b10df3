internal import Crypto
internal import RecordCoding
public import Replication

/// The root server's signed word on one enrolment: with it a hub admits the device without asking.
///
/// It holds hashes only; whoever has it can neither enrol nor pass for the device.
public struct SignedEnrolment: Hashable, Sendable {
  public var author: Author
  public var areas: [String]
  /// SHA-256 of the one-time code.
  public var codeHash: [UInt8]
  /// The code is good until then.
  public var codeExpires: WallTime
  /// The device that used the code; nil before.
  public var replica: ReplicaID?
  /// SHA-256 of each token that proves it, ascending.
  public var tokenHashes: [[UInt8]]
  public var isRevoked: Bool
  /// Whether the enrolled is a hub.
  public var isHub: Bool
  /// Ed25519 over `signedBytes`.
  public var signature: [UInt8]
  /// What the device's bundles are checked by; nil while it is not known.
  public var signingKey: SigningKeyWord?

  public init(
    author: Author, areas: [String], codeHash: [UInt8], codeExpires: WallTime,
    replica: ReplicaID? = nil, tokenHashes: [[UInt8]] = [], isRevoked: Bool = false,
    isHub: Bool = false, signature: [UInt8] = [], signingKey: SigningKeyWord? = nil
  ) {
    self.author = author
    self.areas = areas
    self.codeHash = codeHash
    self.codeExpires = codeExpires
    self.replica = replica
    self.tokenHashes = tokenHashes
    self.isRevoked = isRevoked
    self.isHub = isHub
    self.signature = signature
    self.signingKey = signingKey
  }

  /// What is signed: Docs/SyncProtocol.md draws it.
  public var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(text: "campo enrolment 1")
    writer.write(text: author.name)
    writer.write(byte: author.role.rawValue)
    writer.write(varint: UInt64(areas.count))
    for area in areas { writer.write(text: area) }
    writer.write(counted: codeHash)
    writer.write(fixed: UInt64(bitPattern: codeExpires.milliseconds))
    writer.write(byte: replica == nil ? 0 : 1)
    if let replica { writer.write(replica) }
    writer.write(varint: UInt64(tokenHashes.count))
    for hash in tokenHashes { writer.write(counted: hash) }
    writer.write(byte: isRevoked ? 1 : 0)
    writer.write(byte: isHub ? 1 : 0)
    return writer.bytes
  }

  /// SHA-256 over what a list says, in the order of the codes' hashes: whoever has the list is not
  /// sent it again.
  public static func digest(of list: [SignedEnrolment]) -> [UInt8] {
    var hash = SHA256()
    for enrolment in list.sorted(by: { $0.codeHash.lexicographicallyPrecedes($1.codeHash) }) {
      hash.update(data: SHA256.hash(data: enrolment.signedBytes).map { $0 })
      if let word = enrolment.signingKey {
        hash.update(data: word.signedBytes(codeHash: enrolment.codeHash))
      }
    }
    return Array(hash.finalize())
  }
}

/// The root server's word whose a signing key is. It is signed by itself: software that knows no such
/// keys goes on reading the rest of the enrolment.
public struct SigningKeyWord: Hashable, Sendable {
  public var key: [UInt8]
  /// Ed25519 over `signedBytes`.
  public var signature: [UInt8]
  /// That of the device's certificate, for the hub to hand it on; empty of an earlier version's list.
  public var certificateSignature: [UInt8]

  public init(key: [UInt8], signature: [UInt8] = [], certificateSignature: [UInt8] = []) {
    self.key = key
    self.signature = signature
    self.certificateSignature = certificateSignature
  }

  /// What is signed: Docs/SyncProtocol.md draws it.
  /// - Parameter codeHash: of the enrolment.
  public func signedBytes(codeHash: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(text: "campo signing key 1")
    writer.write(counted: codeHash)
    writer.write(counted: key)
    return writer.bytes
  }
}

extension SignedEnrolment {
  /// The root's word whose the device's signing key is; nil where it is not in this list.
  public var certificate: DeviceCertificate? {
    guard let word = signingKey, !word.certificateSignature.isEmpty else { return nil }
    return DeviceCertificate(author: author, key: word.key, signature: word.certificateSignature)
  }
}

/// What a hub tells upwards of a code that it took for a token, so that the token is good everywhere.
public struct Redemption: Hashable, Sendable {
  public var codeHash: [UInt8]
  public var tokenHash: [UInt8]
  /// The device that brought the code.
  public var replica: ReplicaID
  /// What that device's bundles are checked by; empty while the hub does not know.
  public var signingKey: [UInt8]

  public init(
    codeHash: [UInt8], tokenHash: [UInt8], replica: ReplicaID, signingKey: [UInt8] = []
  ) {
    self.signingKey = signingKey
    self.codeHash = codeHash
    self.tokenHash = tokenHash
    self.replica = replica
  }
}

/// A history of the server at the end of the line of hubs: the one that signs.
public struct RootHistory: Hashable, Sendable {
  public var server: ReplicaID
  public var epoch: UInt64

  public init(server: ReplicaID, epoch: UInt64) {
    self.server = server
    self.epoch = epoch
  }
}
