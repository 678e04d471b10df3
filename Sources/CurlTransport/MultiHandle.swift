internal import CCurl

/// libcurl's multi handle.
///
/// `@unchecked Sendable`: only `wakeUp` is called from other threads, which libcurl allows, and the
/// loop's inbox lock keeps it from running after `free`; all else runs on the loop's thread.
final class MultiHandle: @unchecked Sendable {
  private let pointer: UnsafeMutableRawPointer

  /// Why libcurl cannot be used; nil where it can. Neither loading it nor its global set-up may be
  /// repeated or raced: a constant is made once.
  private static let obstacle: TransportError? = {
    if let reason = ccurl_load() { return .noLibrary(detail: String(cString: reason)) }
    let code = ccurl_global_init()
    return code == CURLE_OK ? nil : .engine(detail: String(cString: ccurl_easy_strerror(code)))
  }()

  /// What cannot be loaded, the first handle tells.
  static func load() { _ = obstacle }

  init() throws(TransportError) {
    if let obstacle = Self.obstacle { throw obstacle }
    guard let pointer = ccurl_multi_init() else { throw .engine(detail: "curl_multi_init") }
    self.pointer = pointer
  }

  func free() { ccurl_multi_cleanup(pointer) }

  func wakeUp() { ccurl_multi_wakeup(pointer) }

  func add(_ transfer: Transfer) -> TransportError? {
    Self.failure(ccurl_multi_add_handle(pointer, transfer.handle.pointer))
  }

  func remove(_ transfer: Transfer) {
    ccurl_multi_remove_handle(pointer, transfer.handle.pointer)
  }

  /// Moves every transfer on as far as it goes without waiting.
  func advance() -> TransportError? {
    var count: Int32 = 0
    return Self.failure(ccurl_multi_perform(pointer, &count))
  }

  /// Waits for a socket, a wake-up, or the time.
  func wait(milliseconds: Int32) -> TransportError? {
    Self.failure(ccurl_multi_poll(pointer, milliseconds))
  }

  /// A transfer that has ended, each one once.
  func nextFinished() -> (Transfer, CURLcode)? {
    var pending: Int32 = 0
    while let message = ccurl_multi_info_read(pointer, &pending) {
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
    code == CURLM_OK ? nil : .engine(detail: String(cString: ccurl_multi_strerror(code)))
  }
}
