internal import Replication
internal import Synchronization

/// Whom a request comes from, as far as the network tells: devices behind one address are one.
public struct Peer: Hashable, Sendable {
  private let address: String

  /// - Parameter address: as text, the same for all addresses that one customer of a network gets.
  public init(address: String) { self.address = address }

  /// Where nobody tells.
  public static let unknown = Peer(address: "")
}

/// What was asked lately, by address and by enrolment, and by whom.
struct RecentRequests: Sendable {
  var wrongCodes = RateLimit<Peer>(ServiceLimits.wrongCodes)
  var wrongTokens = RateLimit<Peer>(ServiceLimits.wrongTokens)
  var requests = RateLimit<Int64>(ServiceLimits.requests)
  var hubRequests = RateLimit<Int64>(ServiceLimits.hubRequests)
  /// By the hashes of tokens that were good when they were looked up.
  var bearers: [[UInt8]: Bearer] = [:]

  mutating func note(_ bearer: Bearer, of tokenHash: [UInt8]) {
    if bearers.count >= ServiceLimits.rateKeys { bearers = [:] }
    bearers[tokenHash] = bearer
  }
}

/// Whose a token is.
struct Bearer: Sendable {
  /// The number of the enrolment.
  let enrolment: Int64
  let isHub: Bool
}

extension SyncService {
  /// - Parameter wait: how many milliseconds it takes until it may be asked again; nil where it may now.
  /// - Throws: what `refusal` makes of the seconds to wait.
  func require(
    _ wait: (inout RecentRequests) -> Int64?, or refusal: (_ waitSeconds: Int) -> ServiceError
  ) throws(ServiceError) {
    guard let wait = recent.withLock({ wait(&$0) }) else { return }
    throw refusal(Int((wait + 999) / 1_000))
  }
}
