import Foundation
public import Messages

/// A file that could not be read or written: which one, what the system said, and what to do.
public struct FileError: ExplainedError, Hashable {
  public enum Action: String, Hashable, Sendable {
    case read
    case write
  }

  public var action: Action
  public var path: String
  /// The system's `errno`.
  public var number: Int32

  public init(_ action: Action, path: String, number: Int32) {
    self.action = action
    self.path = path
    self.number = number
  }

  public var code: String {
    switch number {
    case ENOSPC, EDQUOT: "FILE-DISK-FULL"
    case ENOENT: "FILE-NOT-FOUND"
    case EFBIG: "FILE-TOO-LARGE"
    default: action == .read ? "FILE-READ" : "FILE-WRITE"
    }
  }

  public var message: Message {
    let reason = String(cString: strerror(number))
    return switch number {
    case ENOSPC, EDQUOT:
      Message(
        es: "\(path): el disco está lleno; no se cambió nada. Libere espacio y repita.",
        en: "\(path): the disk is full; nothing was changed. Free some space and try again.")
    case ENOENT:
      Message(
        es: "\(path): no existe. Revise el nombre y la carpeta.",
        en: "\(path): no such file or directory. Check the name and the folder.")
    case EFBIG:
      Message(
        es: "\(path): es más grande de lo que se admite. Revise que sea el archivo que quería.",
        en: "\(path): larger than what is accepted. Check that it is the file you meant.")
    default:
      action == .read
        ? Message(
          es: "\(path): no se puede leer (\(reason)). Revise la ruta y los permisos.",
          en: "\(path): cannot be read (\(reason)). Check the path and its permissions.")
        : Message(
          es: "\(path): no se puede escribir (\(reason)). Revise la ruta y los permisos.",
          en: "\(path): cannot be written (\(reason)). Check the path and its permissions.")
    }
  }
}
