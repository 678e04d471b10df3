internal import CCurl

/// libcurl's multi handle.
///
/// `@unchecked Sendable`: only `wakeUp` is called from other threads, which libcurl allows, and the
/// loop's inbox lock keeps it from running after `free`; all else runs on the loop's thread.
final class MultiHandle: @unchecked Sendable {
  private let pointer: UnsafeMutableRawPointer

  /// libcurl's global set-up is not safe to repeat or race: a constant is made once.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init?() {
    guard Self.isReady, let pointer = curl_multi_init() else { return nil }
    self.pointer = pointer
  }

  func free() { curl_multi_cleanup(pointer) }

  func wakeUp() { curl_multi_wakeup(pointer) }

  func add(_ transfer: Transfer) -> TransportError? {
    Self.failure(curl_multi_add_handle(pointer, transfer.handle.pointer))
  }

  func remove(_ transfer: Transfer) {
    curl_multi_remove_handle(pointer, transfer.handle.pointer)
  }

  /// Moves every transfer on as far as it goes without waiting.
  func advance() -> TransportError? {
    var count: Int32 = 0
    return Self.failure(curl_multi_perform(pointer, &count))
  }

  /// Waits for a socket, a wake-up, or the time.
  func wait(milliseconds: Int32) -> TransportError? {
    Self.failure(curl_multi_poll(pointer, nil, 0, milliseconds, nil))
  }

  /// A transfer that has ended, each one once.
  func nextFinished() -> (Transfer, CURLcode)? {
    var pending: Int32 = 0
    while let message = curl_multi_info_read(pointer, &pending) {
      guard message.pointee.msg == CURLMSG_DONE else { continue }
      var context: UnsafeMutableRawPointer?
      ccurl_get_pointer(message.pointee.easy_handle, CURLINFO_PRIVATE, &context)
      guard let context else { continue }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      return (transfer, ccurl_message_result(message))
    }
    return nil
  }

  private static func failure(_ code: CURLMcode) -> TransportError? {
    code == CURLM_OK ? nil : .engine(detail: String(cString: curl_multi_strerror(code)))
  }
}
