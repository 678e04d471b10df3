public import Campo
public import Messages
public import SQLiteStore

/// Why a server does not become, or go on as, a hub.
public enum HubError: ExplainedError, Hashable {
  /// The data folder holds no enrolment as a hub, and no code was given.
  case codeMissing
  /// The data folder is of a server that has enrolments, questionnaires or responses of its own.
  case isRoot(directory: String)
  /// The server above knows no hubs.
  case notForHubs(server: String)
  /// The server above is of another office than the one whose work lies here.
  case otherOffice(server: String)
  /// A hub does not do this; the office does, at the server at the end of the line.
  case officeOnly
  case sync(SyncError)
  case store(StoreError)

  public var code: String {
    switch self {
    case .codeMissing: "HUB-CODE"
    case .isRoot: "HUB-ROOT"
    case .notForHubs: "HUB-UPSTREAM"
    case .otherOffice: "HUB-OTHER"
    case .officeOnly: "HUB-OFFICE"
    case .sync(let error): error.code
    case .store(let error): error.code
    }
  }

  public var message: Message {
    switch self {
    case .codeMissing:
      Message(
        es:
          "Esta carpeta no está inscrita como concentradora: dé --code con un código de la oficina "
          + "(«campo-server enroll --hub»).",
        en: "This folder is not enrolled as a hub: give --code with a code of the office "
          + "(“campo-server enroll --hub”).")
    case .isRoot(let directory):
      Message(
        es: "\(directory) es de un servidor con datos propios; una concentradora empieza con una "
          + "carpeta vacía.",
        en: "\(directory) is of a server with data of its own; a hub begins with an empty folder.")
    case .notForHubs(let server):
      Message(
        es: "\(server) no admite concentradoras; actualice su Campo.",
        en: "\(server) does not admit hubs; update its Campo.")
    case .otherOffice(let server):
      Message(
        es: "\(server) es de otra oficina que los datos de esta carpeta; empiece para ella con una "
          + "carpeta vacía.",
        en: "\(server) is of another office than this folder's data; begin with an empty folder "
          + "for it.")
    case .officeOnly:
      Message(
        es: "Esto no se hace en una concentradora, sino en el servidor de la oficina.",
        en: "This is not done at a hub but at the office's server.")
    case .sync(let error): error.message
    case .store(let error): error.message
    }
  }
}
