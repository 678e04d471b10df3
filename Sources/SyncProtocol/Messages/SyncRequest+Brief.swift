public import Replication

extension SyncRequest {
  /// The request with the cursors of one server only, counted as it counts the areas; nil where they
  /// would not show it that it is meant.
  /// - Parameter areas: those that the server gives, whose cursors come first.
  public func followed(in areas: [String]) -> SyncRequest? {
    guard let first = cursors.first else { return nil }
    let own = cursors.filter { $0.server == first.server && $0.epoch == first.epoch }
    let counted = Standing.counted(areas)
    var followed = self
    followed.cursors = counted.compactMap { area in own.first { $0.area == area } }
    followed.feedEnds = feedEnds.filter { $0.server == first.server && $0.epoch == first.epoch }
    let places = followed.cursors.map(\.place)
    guard followed.cursors.count == counted.count, !places.contains(nil),
      places.contains(where: { $0?.proof.isEmpty == false }),
      // Packed records do not repeat the area of the first.
      followed.cursors.first == first
    else { return nil }
    return followed
  }

  /// As it goes to the server that `followed` speaks of: with a standing instead of what it knows.
  public var brief: SyncRequest {
    var abilities: Standing.Abilities = []
    if wantsReceipts { abilities.insert(.wantsReceipts) }
    if readsPacked { abilities.insert(.readsPacked) }
    if readsPlain { abilities.insert(.readsPlain) }
    if wordsVerdicts { abilities.insert(.wordsVerdicts) }
    if writesChanges { abilities.insert(.writesChanges) }
    var brief = SyncRequest(
      replica: replica, chain: chain, cursors: [], batch: batch, changesBytes: changesBytes,
      enrolments: enrolments, redemptions: redemptions, signingKey: signingKey)
    brief.standing = Standing(
      abilities: abilities, chain: batch.isEmpty ? chain.start : Chain(),
      catalogue: Array(catalogue.prefix(Standing.startBytes)), places: cursors.compactMap(\.place))
    brief.wantsAttachmentHorizon = wantsAttachmentHorizon
    brief.wantsOfficeKey = wantsOfficeKey
    brief.wantsCertificate = wantsCertificate
    brief.feedEnds = feedEnds
    if batch.isEmpty {
      brief.replica = Self.unnamed
      brief.chain = Chain()
    }
    return brief
  }

  /// In place of a replica that a brief request does not name.
  static let unnamed = ReplicaID(high: 0, low: 0)

  /// The whole of a brief request.
  /// - Parameters:
  ///   - sender: the replica that a request names not, and its log's end.
  ///   - cursors: those that the standing's places stand for.
  public func whole(
    of sender: (replica: ReplicaID, chain: Chain), cursors: [Cursor], catalogue: [UInt8]
  ) -> SyncRequest {
    guard let standing else { return self }
    var whole = self
    if batch.isEmpty { (whole.replica, whole.chain) = sender }
    whole.cursors = cursors
    whole.catalogue = catalogue
    whole.wantsReceipts = standing.abilities.contains(.wantsReceipts)
    whole.readsPacked = standing.abilities.contains(.readsPacked)
    whole.readsPlain = standing.abilities.contains(.readsPlain)
    whole.wordsVerdicts = standing.abilities.contains(.wordsVerdicts)
    whole.writesChanges = standing.abilities.contains(.writesChanges)
    return whole
  }
}
