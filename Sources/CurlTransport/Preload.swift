internal import Foundation

/// libcurl being loaded.
public struct Preload: Sendable {
  private let loading = DispatchGroup()

  init() {
    loading.enter()
    Thread.detachNewThread { [loading] in
      MultiHandle.load()
      loading.leave()
    }
  }

  /// Returns when it is loaded, or cannot be: to be called before the process ends.
  public func wait() { loading.wait() }
}
