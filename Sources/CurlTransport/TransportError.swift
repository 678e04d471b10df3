public import Messages

/// Why an exchange brought no answer of the server's.
public enum TransportError: ExplainedError, Hashable {
  case badAddress(url: String)
  case noNetwork(host: String)
  case nameNotResolved(host: String)
  case refused(host: String)
  case timeout(host: String)
  /// The connection was cut in the middle.
  case connectionLost(host: String)
  case certificate(host: String, CertificateProblem)
  /// The certificate's dates exclude today by this device's clock.
  case certificateDates(host: String)
  case authorityFile(path: String)
  case proxy(detail: String)
  /// Somebody between answered in the server's place.
  case captivePortal(host: String, contentType: String)
  /// The server, or a proxy before it, answered with a bare status.
  case status(Int, host: String)
  case responseTooLarge(limit: Int)
  case cancelled
  /// libcurl is not on this system, or cannot be loaded.
  case noLibrary(detail: String)
  /// libcurl failed in a way that has no better name.
  case engine(detail: String)

  public var code: String {
    switch self {
    case .badAddress: "NET-ADDRESS"
    case .noNetwork: "NET-NONE"
    case .nameNotResolved: "NET-NAME"
    case .refused: "NET-REFUSED"
    case .timeout: "NET-TIMEOUT"
    case .connectionLost: "NET-CUT"
    case .certificate: "NET-CERTIFICATE"
    case .certificateDates: "NET-CLOCK"
    case .authorityFile: "NET-AUTHORITIES"
    case .proxy: "NET-PROXY"
    case .captivePortal: "NET-PORTAL"
    case .status(401, _), .status(403, _): "NET-TOKEN"
    case .status(413, _): "NET-TOO-LARGE"
    case .status(let status, _): status >= 500 ? "NET-SERVER" : "NET-STATUS"
    case .responseTooLarge: "NET-ANSWER-TOO-LARGE"
    case .cancelled: "NET-CANCELLED"
    case .noLibrary: "NET-LIBRARY"
    case .engine: "NET-ENGINE"
    }
  }

  /// Whether the same request may succeed later without anybody's doing.
  public var isTemporary: Bool {
    switch self {
    case .noNetwork, .nameNotResolved, .refused, .timeout, .connectionLost, .captivePortal: true
    case .status(let status, _): status >= 500 || status == 408 || status == 429
    case .badAddress, .certificate, .certificateDates, .authorityFile, .proxy, .responseTooLarge,
      .cancelled, .noLibrary, .engine:
      false
    }
  }
}

/// What is wrong with a server's certificate, dates apart.
public enum CertificateProblem: Hashable, Sendable {
  case selfSigned
  case unknownAuthority
  /// It was made out to another name than the address has.
  case otherName
  case other(String)

  var message: Message {
    switch self {
    case .selfSigned: Message(es: "certificado autofirmado", en: "self-signed certificate")
    case .unknownAuthority: Message(es: "autoridad desconocida", en: "unknown authority")
    case .otherName:
      Message(es: "el certificado es de otro nombre", en: "another name's certificate")
    case .other(let detail): Message(es: detail, en: detail)
    }
  }
}
