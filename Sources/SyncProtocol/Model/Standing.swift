/// Where a device stands, told to the server that it followed last by the beginnings of what that
/// server has itself. A server that finds something else asks for the whole (`SYNC-STANDING`).
public struct Standing: Hashable, Sendable {
  /// Of a hash or proof: that a difference does not show in them is as likely as 1 in 2⁶⁴.
  public static let startBytes = 8
  /// The bytes of others' changes that a brief request asks for unless it says otherwise.
  package static let changesBytes: UInt64 = 256 << 10

  /// What the asker understands, and wants.
  public var abilities: Abilities
  /// Where nothing is handed over: the end of the log of the replica that the asker enrolled with, by
  /// which the server also knows that it still writes as that one. Else nothing: the request has it.
  public var chain: Chain
  /// Of `DefinitionCatalogue.digest`.
  public var catalogue: [UInt8]
  /// One an area of the enrolment, in the order of `counted`.
  public var places: [Place]

  public init(abilities: Abilities, chain: Chain, catalogue: [UInt8], places: [Place]) {
    self.abilities = abilities
    self.chain = chain
    self.catalogue = catalogue
    self.places = places
  }

  public struct Abilities: OptionSet, Hashable, Sendable {
    public let rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    static let wantsReceipts = Abilities(rawValue: 1)
    static let readsPacked = Abilities(rawValue: 2)
    static let readsPlain = Abilities(rawValue: 4)
    static let wordsVerdicts = Abilities(rawValue: 8)
    static let writesChanges = Abilities(rawValue: 16)
  }

  /// How far one area's feed was read.
  public struct Place: Hashable, Sendable {
    public var sequence: UInt64
    /// Of the proof that the server gave with the cursor; empty at sequence 0.
    public var proof: [UInt8]

    public init(sequence: UInt64, proof: [UInt8]) {
      self.sequence = sequence
      self.proof = proof
    }
  }

  /// Areas in the order in which both sides count them: by their bytes.
  public static func counted(_ areas: some Sequence<String>) -> [String] {
    areas.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension Chain {
  /// With the beginning of its hash.
  public var start: Chain {
    Chain(revision: revision, hash: Array(hash.prefix(Standing.startBytes)))
  }
}

extension Cursor {
  /// Of the feed's mark, and of the proof behind it.
  private static let halfBytes = 16

  /// What says of it enough to the server that gave it; nil of one without proof.
  public var place: Standing.Place? {
    if sequence == 0 { return Standing.Place(sequence: 0, proof: []) }
    guard feedHash.count == 2 * Self.halfBytes else { return nil }
    let proof = feedHash.dropFirst(Self.halfBytes).prefix(Standing.startBytes)
    return Standing.Place(sequence: sequence, proof: Array(proof))
  }
}
