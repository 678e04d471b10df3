internal import Messages
internal import Replication
internal import SQLiteStore
internal import SyncProtocol

/// Tells a server that reads it where this device stands in few bytes, and completes its answers.
struct SyncStanding {
  private let store: Store
  /// Off once the server asked for the whole.
  private var isOn = true

  init(_ store: Store) { self.store = store }

  /// The request for the server that was followed last alone; nil where it must be told the whole.
  func followed(_ request: SyncRequest) throws(StoreError) -> SyncRequest? {
    guard isOn, let first = request.cursors.first,
      let lines = try store.setting(.standing)?.split(separator: "\n").map(String.init),
      lines.first == first.upstream.line
    else { return nil }
    return request.followed(in: Array(lines.dropFirst()))
  }

  /// Notes whether the server reads brief requests, and of which areas, as its whole answer says.
  func note(_ response: SyncResponse) throws(StoreError) {
    var lines: [String]?
    if response.readsStanding {
      lines = [response.upstream.line] + response.cursors.map(\.area)
    }
    let setting = lines?.joined(separator: "\n")
    if try store.setting(.standing) != setting { try store.set(.standing, to: setting) }
  }

  /// Whether the server that was followed last is known to read changes alone.
  func readsChanges(_ request: SyncRequest) throws(StoreError) -> Bool {
    guard let first = request.cursors.first else { return false }
    return try store.setting(.changes) == first.upstream.line
  }

  /// Notes that it does, or that it does no more.
  func noteChanges(readBy response: SyncResponse?) throws(StoreError) {
    try store.set(.changes, to: response.map { $0.upstream.line })
  }

  /// The server stands somewhere else: the rest of this synchronization says the whole.
  mutating func giveUp() { isOn = false }
}

extension Setting {
  /// Which server reads brief requests, and the areas that it gives, a line each.
  fileprivate static let standing = Setting("sync.standing")
  /// Which server reads changes alone.
  fileprivate static let changes = Setting("sync.changes")
}

extension SyncError {
  /// Whether saying the whole may help: the server stands somewhere else, or is of a version that does
  /// not know brief requests and misses what they leave out.
  var isOfStanding: Bool {
    switch self {
    case .refused(let refusal, _): ["SYNC-STANDING", "SYNC-MISSING"].contains(refusal.code)
    default: false
    }
  }
}
