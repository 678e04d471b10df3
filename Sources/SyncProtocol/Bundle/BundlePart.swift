public import Replication

/// What a bundle says about itself, before anything else.
public struct BundleHeader: Hashable, Sendable {
  /// The store that wrote it.
  public var producer: ReplicaID
  public var author: Author
  /// By the producer's clock.
  public var created: WallTime
  /// Canonical hashes of the questionnaires that its records name.
  public var definitions: [String]

  public init(producer: ReplicaID, author: Author, created: WallTime, definitions: [String]) {
    self.producer = producer
    self.author = author
    self.created = created
    self.definitions = definitions
  }
}

/// One section of a bundle file.
public enum BundlePart: Hashable, Sendable {
  /// Always the first, and only there.
  case header(BundleHeader)
  /// A questionnaire in full, for receivers that may lack it.
  case definition(DefinitionResponse)
  case seals([SealEntry])
  case record(EncodedRecord)
  /// The pieces of a file follow one another, ascending, and are all there.
  case attachment(AttachmentPiece)
  /// Always the last, where the bundle is signed.
  case signature(BundleSignature)
  /// Of a newer version of the software: kept and forwarded.
  case unknown(kind: UInt8, bytes: [UInt8])
}

/// The bytes that open and divide a bundle; Docs/SyncProtocol.md draws the file.
enum BundleLayout {
  /// Eight bytes: the name, a control byte that shows that this is no text, a line feed that a
  /// careless copy in text mode would change, the version.
  static let magic: [UInt8] = [0x43, 0x41, 0x4D, 0x50, 0x4F, 0x1A, 0x0A]
  static let version: UInt8 = 1
  /// Of a file in which a bundle lies encrypted: older software says that it is too old for it.
  static let sealedVersion: UInt8 = 2
  static let header: UInt8 = 1
  static let definition: UInt8 = 2
  static let seals: UInt8 = 3
  static let record: UInt8 = 4
  static let attachment: UInt8 = 5
  static let end: UInt8 = 255
  static let digestBytes = 32
  /// In a section of seal entries, which has none then: so software that knows no signatures passes
  /// over it, and does not forward it in a bundle that it merged.
  static let signature = Tag(28, "signature")
  /// A run of seal entries a section, so that no section grows with the log.
  static let sealsPerSection = 4_096
}
