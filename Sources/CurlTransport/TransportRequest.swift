/// One HTTP request.
public struct TransportRequest: Hashable, Sendable {
  public enum Method: String, Hashable, Sendable {
    case get = "GET"
    case post = "POST"
    case patch = "PATCH"
    /// Asks for the answer's header alone.
    case head = "HEAD"
  }

  public var method: Method
  public var url: String
  /// Lines such as `Authorization: Bearer …`.
  public var headers: [String]
  public var body: [UInt8]
  /// Media types that the server gives; any other answer comes from somebody else, such as the
  /// log-in page of a hotel's network.
  public var expectedTypes: Set<String>

  public init(
    method: Method, url: String, headers: [String] = [], body: [UInt8] = [],
    expectedTypes: Set<String>
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.expectedTypes = expectedTypes
  }
}

/// What the server answered, with any status, in one of the expected media types.
public struct TransportResponse: Hashable, Sendable {
  public var status: Int
  public var contentType: String
  /// The header's fields by their names in small letters; of one that comes twice the last.
  public var fields: [String: String]
  public var body: [UInt8]
  public var traffic: Traffic

  public init(
    status: Int, contentType: String, fields: [String: String] = [:], body: [UInt8],
    traffic: Traffic
  ) {
    self.status = status
    self.contentType = contentType
    self.fields = fields
    self.body = body
    self.traffic = traffic
  }
}

/// How an exchange ended that may have been cut in the middle of the answer.
public struct TransportEnd: Sendable {
  /// The answer as far as it came, where its header came whole and is of an expected type.
  public let response: TransportResponse?
  /// Why no more came; nil where all did.
  public let failure: TransportError?
}

/// Bytes of requests and answers, with their headers and the TLS handshake; what encryption adds
/// to each record, and TCP and IP below it, is not counted.
public struct Traffic: Hashable, Sendable {
  public var bytesSent: UInt64
  public var bytesReceived: UInt64

  public init(bytesSent: UInt64 = 0, bytesReceived: UInt64 = 0) {
    self.bytesSent = bytesSent
    self.bytesReceived = bytesReceived
  }

  public static func + (a: Self, b: Self) -> Self {
    Traffic(
      bytesSent: a.bytesSent + b.bytesSent, bytesReceived: a.bytesReceived + b.bytesReceived)
  }
}
