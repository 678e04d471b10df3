public import SQLiteStore

/// The server's data folder: one store, `campo.sqlite` with its log files, and nothing else.
/// Docs/Operating.md says how to back it up.
public enum ServerData {
  /// Opens the folder's store; makes it where there is none. Several processes may have it open:
  /// publishing and enrolling work while the server runs.
  public static func open(
    at directory: String, environment: StoreEnvironment = .system
  ) throws(StoreError) -> Store {
    if Store.exists(at: directory) {
      return try Store.open(at: directory, environment: environment)
    }
    do {
      let store = try Store.create(at: directory, environment: environment)
      // With the store, so that there is no backup without it.
      _ = try store.bundleOpener()
      return store
    } catch {
      // Another process may have been first.
      guard error.kind == .alreadyExists else { throw error }
      return try Store.open(at: directory, environment: environment)
    }
  }
}
