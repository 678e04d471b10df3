internal import Foundation

/// libcurl being loaded, on a thread of its own: the libraries that it brings take longer than opening a
/// store, which may go on meanwhile.
public struct Preload: Sendable {
  private let loading = DispatchGroup()

  /// Begins.
  public init() {
    loading.enter()
    Thread.detachNewThread { [loading] in
      MultiHandle.load()
      loading.leave()
    }
  }

  /// Returns when it is loaded, or cannot be: to be called before the process ends.
  public func wait() { loading.wait() }
}
