package import Campo
internal import Messages
internal import SQLiteStore
public import SyncProtocol
internal import SyncService

/// Fetches from above what a device asks a hub for and the hub does not hold.
///
/// A file is whole and has its digest before anybody is given any of it. One that takes longer than a
/// device is kept waiting goes on coming, and is there when the device asks again.
public actor HubFiles {
  /// Files that are fetched at once; further ones are asked for again later.
  static let most = 4
  /// How long a device waits, as so many looks at intervals.
  static let looks = 60
  static let lookMilliseconds = 250

  private let store: Store
  private let link: @Sendable () throws(HubError) -> any AttachmentLink
  private let pause: @Sendable () async throws -> Void
  private var fetching: Set<AttachmentDigest> = []

  public init(_ hub: Hub) {
    self.init(hub, over: { () throws(HubError) in try hub.link() })
  }

  /// - Parameters:
  ///   - link: the way to the server above.
  ///   - pause: between two looks.
  package init(
    _ hub: Hub, over link: @escaping @Sendable () throws(HubError) -> any AttachmentLink,
    pause: @escaping @Sendable () async throws -> Void = {
      try await Task.sleep(for: .milliseconds(HubFiles.lookMilliseconds))
    }
  ) {
    store = hub.service.store
    self.link = link
    self.pause = pause
  }

  /// Returns when the file is here, or cannot be had now, or after a while.
  public func want(_ digest: AttachmentDigest) async {
    if !fetching.contains(digest) {
      guard fetching.count < Self.most else { return }
      fetching.insert(digest)
      // Not bound to the request: a device that hangs up has asked all the same.
      Task { await self.fetch(digest) }
    }
    for _ in 0..<Self.looks where fetching.contains(digest) {
      do { try await pause() } catch { return }
    }
  }

  private func fetch(_ digest: AttachmentDigest) async {
    defer { fetching.remove(digest) }
    do throws(HubError) {
      let link = try link()
      do throws(SyncError) {
        _ = try await MissingFile(digest, of: store).fetch(over: link)
      } catch {
        throw .sync(error)
      }
    } catch {
      // The device is told that the file is not here; why, stands in the log, if that can take it.
      try? store.log(code: error.code, error.message)
    }
  }
}
