internal import CCurl
internal import Glibc

extension TransportError {
  /// OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED.
  private static let dateFailures = 9...10

  /// Names a failure of libcurl's for a person.
  init(
    _ code: CURLcode, url: String, host: String, osError: Int, verifyResult: Int,
    authorities: String?
  ) {
    let detail = String(cString: curl_easy_strerror(code))
    switch code {
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
      self = .badAddress(url: url)
    case CURLE_COULDNT_RESOLVE_HOST:
      self = .nameNotResolved(host: host)
    case CURLE_COULDNT_CONNECT:
      let unreachable = [ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL].map(Int.init)
      self = unreachable.contains(osError) ? .noNetwork(host: host) : .refused(host: host)
    case CURLE_OPERATION_TIMEDOUT:
      self = .timeout(host: host)
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2,
      CURLE_HTTP2_STREAM:
      self = .connectionLost(host: host)
    case CURLE_PEER_FAILED_VERIFICATION:
      self =
        Self.dateFailures.contains(verifyResult)
        ? .certificateDates(host: host)
        : .certificate(host: host, detail: Self.verifyDetail(verifyResult) ?? detail)
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR:
      self = .certificate(host: host, detail: detail)
    case CURLE_SSL_CACERT_BADFILE:
      self = .authorityFile(path: authorities ?? "/etc/ssl/certs")
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
      self = .proxy(detail: detail)
    default:
      self = .engine(detail: detail)
    }
  }

  /// The commonest reasons by OpenSSL's number; libcurl's own text says no more than "not OK".
  private static func verifyDetail(_ result: Int) -> String? {
    switch result {
    case 18: "self-signed certificate"
    case 19: "self-signed certificate in chain"
    case 20, 21: "unknown authority"
    case 62: "host name mismatch"
    default: nil
    }
  }
}
