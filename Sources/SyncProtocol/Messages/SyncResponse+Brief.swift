internal import Replication

extension SyncResponse {
  /// The answer to a brief request without what that said already; the whole where it differs.
  /// - Parameter request: `SyncRequest.whole`.
  public func brief(for request: SyncRequest) -> SyncResponse {
    let isFollowed = request.cursors.allSatisfy { $0.server == server && $0.epoch == epoch }
    guard request.standing != nil, isFollowed, known == request.chain, !lostItsPast else {
      return self
    }
    var brief = self
    brief.isBrief = true
    brief.server = SyncRequest.unnamed
    brief.epoch = 0
    brief.known = Chain()
    brief.cursors = []
    for (number, asked) in request.cursors.enumerated() {
      guard let cursor = cursors.first(where: { $0.area == asked.area }) else { return self }
      if cursor == asked { continue }
      brief.places.append(
        FeedPlace(area: UInt64(number), sequence: cursor.sequence, feedHash: cursor.feedHash))
    }
    return brief
  }

  /// The whole of a brief answer.
  /// - Parameter request: `SyncRequest.followed`.
  public func completed(for request: SyncRequest) throws(WireError) -> SyncResponse {
    guard isBrief else { return self }
    guard let first = request.cursors.first else { throw .missing(field: "server") }
    var whole = self
    whole.isBrief = false
    whole.places = []
    whole.server = first.server
    whole.epoch = first.epoch
    whole.known = request.chain
    whole.cursors = request.cursors
    for place in places {
      guard place.area < UInt64(whole.cursors.count) else { throw .invalid(field: "place") }
      whole.cursors[Int(place.area)].sequence = place.sequence
      whole.cursors[Int(place.area)].feedHash = place.feedHash
    }
    return whole
  }
}
