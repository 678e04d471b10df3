internal import CCurl

/// One libcurl easy handle; freed exactly once, when its owner lets go.
struct EasyHandle: ~Copyable {
  let pointer: UnsafeMutableRawPointer
  private var headers: UnsafeMutablePointer<curl_slist>?

  init?() {
    guard let pointer = ccurl_easy_init() else { return nil }
    self.pointer = pointer
    headers = nil
  }

  deinit {
    ccurl_easy_cleanup(pointer)
    ccurl_slist_free_all(headers)
  }

  func set(_ option: CURLoption, _ value: Int) -> CURLcode {
    ccurl_set_long(pointer, option, value)
  }

  func set(_ option: CURLoption, _ value: String) -> CURLcode {
    ccurl_set_string(pointer, option, value)
  }

  func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer) -> CURLcode {
    ccurl_set_pointer(pointer, option, value)
  }

  /// Copies the body, so that the caller's bytes may go.
  func setBody(_ bytes: [UInt8]) -> CURLcode {
    let sized = ccurl_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
    guard sized == CURLE_OK else { return sized }
    return bytes.withUnsafeBytes { buffer in
      ccurl_set_pointer(
        pointer, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: buffer.baseAddress))
    }
  }

  /// Lets the body come from a function, as much at a time as fits; in chunks over HTTP/1.1, since its
  /// length is not known.
  func setBody(from read: ccurl_write_callback, _ context: UnsafeMutableRawPointer) -> CURLcode {
    let isSet = ccurl_set_read_function(pointer, read)
    return isSet == CURLE_OK ? ccurl_set_pointer(pointer, CURLOPT_READDATA, context) : isSet
  }

  mutating func setHeaders(_ lines: [String]) -> CURLcode {
    for line in lines {
      guard let longer = ccurl_slist_append(headers, line) else { return CURLE_OUT_OF_MEMORY }
      headers = longer
    }
    return ccurl_set_list(pointer, CURLOPT_HTTPHEADER, headers)
  }

  func long(_ info: CURLINFO) -> Int {
    var value = 0
    return ccurl_get_long(pointer, info, &value) == CURLE_OK ? value : 0
  }

  func string(_ info: CURLINFO) -> String? {
    var value: UnsafePointer<CChar>?
    guard ccurl_get_string(pointer, info, &value) == CURLE_OK, let value else { return nil }
    return String(cString: value)
  }
}
