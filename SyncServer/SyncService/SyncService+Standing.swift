internal import Replication
internal import SQLiteStore
internal import SyncProtocol

extension SyncService {
  /// A brief request with all that it leaves to this server's own knowledge.
  /// - Throws: `.otherStanding` where what it says does not fit that.
  func whole(
    _ request: SyncRequest, from caller: Caller, _ state: ServerState
  ) throws(ServiceError) -> SyncRequest {
    guard let standing = request.standing else { return request }
    let whole = try storing { () throws(StoreError) -> SyncRequest? in
      let areas = Standing.counted(caller.areas)
      guard let sender = try self.sender(of: request, standing, caller),
        let cursors = try self.cursors(at: standing.places, in: areas, state)
      else { return nil }
      let isCurrent = standing.catalogue == Array(state.catalogue.prefix(Standing.startBytes))
      return request.whole(
        of: sender, cursors: cursors, catalogue: isCurrent ? state.catalogue : [])
    }
    guard let whole else { throw .otherStanding }
    return whole
  }

  /// The cursors that this server gave at these places; nil where it did not: no proof of its own
  /// fits them, or none was told.
  private func cursors(
    at places: [Standing.Place], in areas: [String], _ state: ServerState
  ) throws(StoreError) -> [Cursor]? {
    guard places.count == areas.count, places.contains(where: { $0.sequence > 0 }) else {
      return nil
    }
    var cursors: [Cursor] = []
    for (area, place) in zip(areas, places) {
      guard let mark = try store.feedPosition(at: place.sequence, in: area) else { return nil }
      let cursor = state.proof.signed(
        Cursor(
          server: state.server, epoch: state.epoch, area: area, sequence: mark.sequence,
          feedHash: mark.hash))
      guard cursor.place == place else { return nil }
      cursors.append(cursor)
    }
    return cursors
  }

  /// Who hands nothing over: the replica of the enrolment, if its log ends here as there. Nil where it
  /// does not: the device may write as another since.
  private func sender(
    of request: SyncRequest, _ standing: Standing, _ caller: Caller
  ) throws(StoreError) -> (replica: ReplicaID, chain: Chain)? {
    guard request.batch.isEmpty else { return (request.replica, request.chain) }
    guard let replica = caller.replica else { return nil }
    let known = try store.chain(of: replica)
    return known.start == standing.chain ? (replica, known) : nil
  }
}
