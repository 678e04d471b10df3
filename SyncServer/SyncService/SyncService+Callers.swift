internal import Replication
internal import SQLiteStore
internal import SyncProtocol
internal import Synchronization

/// What a token that was good when it was looked up last proves: who brings it may send a body. Whether it
/// is good still is asked where the body is answered (`SyncService.callers`).
public struct Admission: Hashable, Sendable {
  let tokenHash: [UInt8]
  /// The number of its enrolment.
  public let enrolment: Int64

  /// Whose turn the request takes.
  public var asker: Caller.Asker { .enrolment(enrolment) }
}

extension SyncService {
  /// Lets a request in by its token, before anything of its body is read. Wrong tokens are counted by
  /// address, so that who asks without end is told to wait; a good one counts whatever its neighbours ask,
  /// such as a revoked device behind the same address. It is too long to be guessed.
  /// - Parameters:
  ///   - authorization: the value of its `Authorization` header.
  ///   - peer: where it comes from.
  public func admit(
    authorization: String?, from peer: Peer = .unknown
  ) throws(ServiceError) -> Admission {
    let now = environment.now()
    do throws(ServiceError) {
      return try admit(authorization, at: now)
    } catch {
      if error.status == 401 {
        try require(
          { $0.wrongTokens.take(peer, at: now) }, or: ServiceError.tooManyTokens(waitSeconds:))
      }
      throw error
    }
  }

  /// Who sends the requests that were let in, all asked of the store at one moment.
  /// - Returns: a caller each, in their order, or why it is none any more.
  public func callers(of admissions: [Admission]) -> [Result<Caller, ServiceError>] {
    do {
      return try store.atOneMoment { () throws(StoreError) in
        let areas = try hubAreas()
        return admissions.map { admission in
          do throws(ServiceError) {
            return .success(try caller(admission, hubAreas: areas))
          } catch {
            return .failure(error)
          }
        }
      }
    } catch {
      return admissions.map { _ in .failure(.storeUnavailable(cause: error)) }
    }
  }

  /// Who sends a request that is answered at once.
  public func caller(
    authorization: String?, from peer: Peer = .unknown
  ) throws(ServiceError) -> Caller {
    try callers(of: [try admit(authorization: authorization, from: peer)])[0].get()
  }

  private func admit(
    _ authorization: String?, at now: WallTime
  ) throws(ServiceError) -> Admission {
    let scheme = "bearer "
    guard let authorization, authorization.lowercased().hasPrefix(scheme) else {
      throw .tokenMissing
    }
    let token = AccessToken(presented: String(authorization.dropFirst(scheme.count)))
    let bearer = try bearer(of: token.hash)
    try require(
      { recent in
        bearer.isHub
          ? recent.hubRequests.take(bearer.enrolment, at: now)
          : recent.requests.take(bearer.enrolment, at: now)
      }, or: ServiceError.tooManyRequests(waitSeconds:))
    return Admission(tokenHash: token.hash, enrolment: bearer.enrolment)
  }

  /// Whose a token is, asked of the store the first time.
  private func bearer(of tokenHash: [UInt8]) throws(ServiceError) -> Bearer {
    if let known = recent.withLock({ $0.bearers[tokenHash] }) { return known }
    let enrolment = try storing { () throws(StoreError) in
      try store.enrolment(tokenHash: tokenHash)
    }
    guard let enrolment else { throw .tokenRefused }
    let bearer = Bearer(enrolment: enrolment.number, isHub: enrolment.isHub)
    recent.withLock { $0.note(bearer, of: tokenHash) }
    return bearer
  }

  private func caller(
    _ admission: Admission, hubAreas: Set<String>?
  ) throws(ServiceError) -> Caller {
    let hash = admission.tokenHash
    let (enrolment, isOverruled) = try storing { () throws(StoreError) in
      (try store.enrolment(tokenHash: hash), try store.isOverruled(tokenHash: hash))
    }
    guard let enrolment else {
      recent.withLock { $0.bearers[hash] = nil }
      throw .tokenRefused
    }
    let own = enrolment.areas.filter { hubAreas?.contains($0) ?? true }
    return Caller(
      author: enrolment.author, areas: isOverruled ? [] : own, replica: enrolment.replica,
      isHub: enrolment.isHub, isOverruled: isOverruled,
      enrolment: isOverruled ? nil : enrolment.number)
  }
}
