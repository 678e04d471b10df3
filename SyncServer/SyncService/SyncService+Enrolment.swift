public import Replication
public import SQLiteStore
public import SyncProtocol
internal import Synchronization

extension SyncService {
  /// How long a one-time code is good, unless said otherwise.
  public static let codeDays = 14

  /// Makes a one-time code for a person's device.
  /// - Parameters:
  ///   - areas: the supervision areas whose changes it will get.
  ///   - isHub: for a hub that the person runs, which will admit the devices of the areas.
  public func makeCode(
    for author: Author, areas: [String], days: Int = codeDays, isHub: Bool = false
  ) throws(StoreError) -> EnrolmentCode {
    let code = EnrolmentCode(random: environment.randomBits())
    let lifetime = Int64(days) * 24 * 3_600_000
    try store.enrol(
      author, areas: areas, codeHash: code.hash,
      codeExpires: WallTime(milliseconds: environment.now().milliseconds + lifetime),
      isHub: isHub)
    return code
  }

  /// Trades a one-time code for a token. The same device may repeat it, since the answer may have
  /// been lost; its earlier token is then void.
  public func enrol(
    _ request: EnrolRequest, from peer: Peer = .unknown
  ) throws(ServiceError) -> EnrolResponse {
    let now = environment.now()
    try require(
      { $0.wrongCodes.waitMilliseconds(peer, at: now) }, or: ServiceError.tooManyCodes(waitSeconds:)
    )
    let random = environment.randomBits
    let token = AccessToken(random: (random(), random()))
    guard let code = EnrolmentCode(typed: request.code),
      let enrolment = try storing({ () throws(StoreError) in
        try store.redeem(
          codeHash: code.hash, tokenHash: token.hash, replica: request.replica,
          asHub: request.asHub, signingKey: request.signingKey)
      })
    else {
      recent.withLock { $0.wrongCodes.note(peer, at: now) }
      throw .codeRefused
    }
    let (server, epoch, key, root, office, vouched) = try storing { () throws(StoreError) in
      (
        try store.replica, try store.epoch, try receiptKey(),
        try store.isHub ? store.receiptRoot() : nil, try officeKey(),
        try certificate(ofEnrolment: enrolment.number)
      )
    }
    return EnrolResponse(
      token: token.text, author: enrolment.author, areas: enrolment.areas, server: server,
      epoch: epoch, receiptKey: key, root: root, isHub: enrolment.isHub,
      knowsSigningKey: !request.signingKey.isEmpty, officeKey: office,
      certificate: vouched)
  }
}
