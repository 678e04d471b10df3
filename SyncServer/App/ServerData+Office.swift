import Hub
import SQLiteStore
import SyncService

extension ServerData {
  /// Opens the folder for what only the office does: enrolling, publishing, noting backups.
  static func openOffice(at directory: String) throws -> Store {
    let store = try open(at: directory)
    if try store.isHub { throw HubError.officeOnly }
    return store
  }
}
