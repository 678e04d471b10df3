internal import CurlTransport

/// What a synchronization needs of the system, being loaded while its caller opens the store.
public struct SyncPreparation: Sendable {
  private let libraries = Preload()

  /// Begins.
  public init() {}

  /// Returns when it is done: to be called before the process ends, since libraries that are set up while
  /// others are torn down crash it.
  public func wait() { libraries.wait() }
}
