internal import CCurl

/// One exchange while it runs: its handle, and the answer as far as it has come.
///
/// Lives on the loop's thread only.
final class Transfer {
  let id: UInt64
  let finish: @Sendable (Outcome) -> Void
  private(set) var handle: EasyHandle
  private let request: TransportRequest
  private let settings: TransportSettings
  private var body: [UInt8] = []
  /// What of the request's body is still to be sent; nil until it is there.
  private var rest: ArraySlice<UInt8>?
  private let bodyComesLater: Bool
  private var header = ResponseHeader()
  private var isTooLarge = false
  private var traffic = Traffic()

  struct Outcome: Sendable {
    var result: Result<TransportResponse, TransportError>
    /// Of a failure, the answer as far as it came.
    var cut: TransportResponse?
    var traffic: Traffic
  }

  init?(_ order: TransferOrder, settings: TransportSettings) {
    guard let handle = EasyHandle() else { return nil }
    id = order.id
    request = order.request
    bodyComesLater = order.bodyComesLater
    finish = order.finish
    self.settings = settings
    self.handle = handle
  }

  /// Hands the request to libcurl; the first refusal of an option is the error.
  func prepare() -> TransportError? {
    var codes = [
      handle.set(CURLOPT_URL, request.url),
      handle.set(CURLOPT_PROTOCOLS_STR, "http,https"),
      handle.set(CURLOPT_NOSIGNAL, 1),
      // Over TLS, where the server speaks it; else HTTP/1.1.
      handle.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS),
      handle.set(CURLOPT_CONNECTTIMEOUT, settings.connectTimeoutSeconds),
      handle.set(CURLOPT_TIMEOUT, settings.totalTimeoutSeconds),
      handle.set(CURLOPT_LOW_SPEED_LIMIT, settings.stalledBytesPerSecond),
      handle.set(CURLOPT_LOW_SPEED_TIME, settings.stalledSeconds),
      handle.setHeaders(
        request.headers + (bodyComesLater ? ["Transfer-Encoding: chunked"] : [])),
      ccurl_set_write_function(handle.pointer, receiveBytes),
      handle.set(CURLOPT_WRITEDATA, Unmanaged.passUnretained(self).toOpaque()),
      ccurl_set_header_function(handle.pointer, receiveHeaderLine),
      handle.set(CURLOPT_HEADERDATA, Unmanaged.passUnretained(self).toOpaque()),
      // Counts what passes; nothing of it is printed.
      ccurl_set_debug_function(handle.pointer, countBytes),
      handle.set(CURLOPT_DEBUGDATA, Unmanaged.passUnretained(self).toOpaque()),
      handle.set(CURLOPT_VERBOSE, 1),
      handle.set(CURLOPT_PRIVATE, Unmanaged.passUnretained(self).toOpaque()),
    ]
    switch request.method {
    case .get: break
    case .head: codes.append(handle.set(CURLOPT_NOBODY, 1))
    case .post, .patch:
      codes += [
        handle.set(CURLOPT_POST, 1),
        handle.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue),
        bodyComesLater
          ? handle.setBody(from: sendBytes, Unmanaged.passUnretained(self).toOpaque())
          : handle.setBody(request.body),
      ]
    }
    if let proxy = settings.proxy { codes.append(handle.set(CURLOPT_PROXY, proxy)) }
    if let file = settings.authorityFile { codes.append(handle.set(CURLOPT_CAINFO, file)) }
    if let directory = settings.authorityDirectory {
      codes.append(handle.set(CURLOPT_CAPATH, directory))
    }
    guard let failure = codes.first(where: { $0 != CURLE_OK }) else { return nil }
    return error(for: failure)
  }

  /// Sends the body of a request that began without.
  func supply(_ body: [UInt8]) {
    rest = body[...]
    // Where it fails, so does the transfer, whose end says why.
    _ = ccurl_go_on(handle.pointer)
  }

  /// The next bytes of the body; nil while there are none yet.
  fileprivate func send(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    guard let rest else { return nil }
    let next = rest.prefix(buffer.count)
    buffer.copyBytes(from: next)
    self.rest = rest.dropFirst(next.count)
    return next.count
  }

  fileprivate func receive(headerLine bytes: UnsafeRawBufferPointer) { header.add(bytes) }

  /// Takes one piece of the answer; false once it grows past the limit.
  fileprivate func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= settings.maximumResponseBytes else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  fileprivate func count(_ bytes: Int, as type: curl_infotype) {
    switch type {
    case CURLINFO_HEADER_OUT, CURLINFO_DATA_OUT, CURLINFO_SSL_DATA_OUT:
      traffic.bytesSent += UInt64(bytes)
    case CURLINFO_HEADER_IN, CURLINFO_DATA_IN, CURLINFO_SSL_DATA_IN:
      traffic.bytesReceived += UInt64(bytes)
    default: break
    }
  }

  func outcome(_ code: CURLcode) -> Outcome {
    let isCut = code != CURLE_OK && header.isWhole && !isTooLarge
    return Outcome(
      result: result(code), cut: isCut ? try? response().get() : nil, traffic: traffic)
  }

  func outcome(_ error: TransportError) -> Outcome {
    Outcome(result: .failure(error), traffic: traffic)
  }

  private func result(_ code: CURLcode) -> Result<TransportResponse, TransportError> {
    if isTooLarge { return .failure(.responseTooLarge(limit: settings.maximumResponseBytes)) }
    guard code == CURLE_OK else { return .failure(error(for: code)) }
    return header.isWhole ? response() : .failure(.connectionLost(host: host))
  }

  private func response() -> Result<TransportResponse, TransportError> {
    let status = handle.long(CURLINFO_RESPONSE_CODE)
    let declared = handle.string(CURLINFO_CONTENT_TYPE) ?? ""
    let contentType = declared.prefix { $0 != ";" && $0 != " " }.lowercased()
    guard request.expectedTypes.contains(contentType) else {
      return .failure(
        status < 400
          ? .captivePortal(host: host, contentType: contentType.isEmpty ? "?" : contentType)
          : .status(status, host: host))
    }
    return .success(
      TransportResponse(
        status: status, contentType: contentType, fields: header.fields, body: body,
        traffic: traffic))
  }

  private func error(for code: CURLcode) -> TransportError {
    TransportError(
      code,
      FailureContext(
        url: request.url, host: host, detail: String(cString: ccurl_easy_strerror(code)),
        osError: handle.long(CURLINFO_OS_ERRNO),
        verifyResult: handle.long(CURLINFO_SSL_VERIFYRESULT),
        authorities: settings.authorityFile ?? settings.authorityDirectory,
        proxy: settings.proxy, proxyStatus: handle.long(CURLINFO_HTTP_CONNECTCODE)))
  }

  /// The server as the person wrote it, without scheme and path.
  private var host: String {
    let afterScheme = request.url.firstRange(of: "://").map { request.url[$0.upperBound...] }
    return String((afterScheme ?? request.url[...]).prefix { $0 != "/" })
  }
}

private func receiveBytes(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  let isTaken = transfer.receive(UnsafeRawBufferPointer(start: bytes, count: size * count))
  return isTaken ? size * count : 0
}

private func sendBytes(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return Int(CURL_READFUNC_ABORT) }
  let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
  return transfer.send(into: buffer) ?? Int(CURL_READFUNC_PAUSE)
}

private func receiveHeaderLine(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    .receive(headerLine: UnsafeRawBufferPointer(start: bytes, count: size * count))
  return size * count
}

private func countBytes(
  _ handle: UnsafeMutableRawPointer?, _ type: curl_infotype, _ bytes: UnsafeMutablePointer<CChar>?,
  _ size: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let context else { return 0 }
  Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().count(size, as: type)
  return 0
}
