public import Messages

/// Why a file is not written under the name that somebody gave; nothing was changed.
public enum OutputError: ExplainedError, Hashable {
  /// Something bears the name that is not the same device's earlier work.
  case exists(String)
  /// It would lie among the files of a store, or of a server's data.
  case inData(String)

  public var code: String {
    switch self {
    case .exists: "FILE-EXISTS"
    case .inData: "FILE-IN-STORE"
    }
  }

  public var message: Message {
    switch self {
    case .exists(let path):
      Message(
        es:
          "\(path): ya existe y no se tocó. Elija otro nombre; si lo que hay ahí ya no hace falta, "
          + "repita con --force.",
        en:
          "\(path): exists already and was not touched. Choose another name; if what lies there is "
          + "not needed any more, repeat with --force.")
    case .inData(let path):
      Message(
        es:
          "\(path): es la carpeta de un almacén o de los datos de un servidor, y ahí no se escribe "
          + "nada más. Elija otra carpeta.",
        en: "\(path): that is the folder of a store or of a server's data, where nothing else is "
          + "written. Choose another folder.")
    }
  }
}
