import Hub
import Messages
import SQLiteStore
import SyncService

extension ServerData {
  /// Opens a folder that holds a server's data. Only `run` and `publish` begin one: elsewhere a name
  /// that was mistyped would become an office of its own, where nobody is enrolled.
  static func openExisting(at directory: String) throws -> Store {
    guard Store.exists(at: directory) else { throw NoServerData(directory: directory) }
    return try open(at: directory)
  }

  /// Opens the folder for what only the office does: enrolling, noting backups.
  static func openOffice(at directory: String) throws -> Store {
    try requireOffice(try openExisting(at: directory))
  }

  static func requireOffice(_ store: Store) throws -> Store {
    if try store.isHub { throw HubError.officeOnly }
    return store
  }
}

/// The folder holds no server's data.
struct NoServerData: ExplainedError {
  let directory: String

  var code: String { "SERVER-NO-DATA" }

  var message: Message {
    Message(
      es:
        "En \(directory) no hay datos de un servidor; no se creó nada. Corrija --data; una oficina "
        + "nueva empieza con «campo-server publish» o «campo-server run».",
      en:
        "There is no server's data in \(directory); nothing was made. Correct --data; a new office "
        + "begins with “campo-server publish” or “campo-server run”.")
  }
}
