internal import CCurl
internal import Glibc

/// What surrounds a failure of libcurl's.
struct FailureContext {
  var url: String
  /// The server as the person wrote it, without scheme and path.
  var host: String
  /// What libcurl calls the failure.
  var detail = ""
  /// The system's `errno`; 0 where it has none.
  var osError = 0
  /// OpenSSL's verdict on the server's certificate; 0 where it found nothing wrong.
  var verifyResult = 0
  /// The file or folder of trusted certificates, where one was given.
  var authorities: String?
  /// The proxy that was given.
  var proxy: String?
  /// What the proxy answered to CONNECT; 0 where it was not asked.
  var proxyStatus = 0
}

extension TransportError {
  /// Names a failure of libcurl's for a person.
  init(_ code: CURLcode, _ context: FailureContext) {
    let (host, detail) = (context.host, context.detail)
    switch code {
    case _ where context.proxyStatus >= 400:
      self = .proxy(detail: "\(context.proxyStatus)")
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
      self = .badAddress(url: context.url)
    case CURLE_COULDNT_RESOLVE_HOST:
      self = .nameNotResolved(host: host)
    case CURLE_COULDNT_CONNECT:
      self = Self.notConnected(context)
    case CURLE_OPERATION_TIMEDOUT:
      self = .timeout(host: host)
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2,
      CURLE_HTTP2_STREAM:
      self = .connectionLost(host: host)
    case CURLE_PEER_FAILED_VERIFICATION:
      self = Self.notVerified(context)
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR:
      self = .certificate(host: host, .other(detail))
    case CURLE_SSL_CACERT_BADFILE:
      self = .authorityFile(path: context.authorities ?? "/etc/ssl/certs")
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
      self = .proxy(detail: context.proxy ?? detail)
    default:
      self = .engine(detail: detail)
    }
  }

  private static func notConnected(_ context: FailureContext) -> TransportError {
    let unreachable = [ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL].map(Int.init)
    if unreachable.contains(context.osError) { return .noNetwork(host: context.host) }
    if let proxy = context.proxy, !proxy.isEmpty { return .proxy(detail: proxy) }
    return .refused(host: context.host)
  }

  /// By the numbers of OpenSSL's `X509_V_ERR_…`; libcurl's own text says no more than "not OK".
  private static func notVerified(_ context: FailureContext) -> TransportError {
    let host = context.host
    switch context.verifyResult {
    case 9, 10: return .certificateDates(host: host)
    // The certificate is sound: libcurl itself found that its name is another.
    case 0, 62: return .certificate(host: host, .otherName)
    case 18, 19: return .certificate(host: host, .selfSigned)
    case 2, 20, 21: return .certificate(host: host, .unknownAuthority)
    case let number: return .certificate(host: host, .other("X509 \(number)"))
    }
  }
}
