/// How to reach a server: limits of patience and size, proxy and certificate authorities.
public struct TransportSettings: Hashable, Sendable {
  public var connectTimeoutSeconds = 30
  /// For one whole exchange; generous, because a slow link that moves is not a failure.
  public var totalTimeoutSeconds = 300
  /// A transfer that moves fewer bytes a second than this, for `stalledSeconds`, is given up.
  public var stalledBytesPerSecond = 10
  public var stalledSeconds = 60
  public var maximumResponseBytes = 16 << 20
  /// A proxy's URL; `nil` follows `http_proxy`, `https_proxy` and `no_proxy`; empty means none.
  public var proxy: String?
  /// A PEM file of certificate authorities to trust in place of the system's.
  public var authorityFile: String?
  /// A directory of hashed PEM certificates to trust.
  public var authorityDirectory: String?

  public init() {}

  /// Follows `CURL_CA_BUNDLE`, `SSL_CERT_FILE` and `SSL_CERT_DIR`, as curl's own command does.
  public init(environment: [String: String]) {
    authorityFile = environment["CURL_CA_BUNDLE"] ?? environment["SSL_CERT_FILE"]
    authorityDirectory = environment["SSL_CERT_DIR"]
  }
}
