public import Messages
public import SyncProtocol

/// What is wrong with a bundle, and which of the files on the table it is.
public struct BundleFileError: ExplainedError, Hashable {
  public let path: String
  public let cause: BundleError

  public init(path: String, cause: BundleError) {
    self.path = path
    self.cause = cause
  }

  public var code: String { cause.code }

  public var message: Message {
    Message(es: "\(path): \(cause.message.spanish)", en: "\(path): \(cause.message.english)")
  }

  /// Names the file in the errors of what reads it.
  package static func naming<Value>(_ path: String, _ read: () throws -> Value) throws -> Value {
    do {
      return try read()
    } catch let error as BundleError {
      throw BundleFileError(path: path, cause: error)
    }
  }

  /// What keeps this one file from being taken, and none of the others; nil where it was taken.
  package static func fault(
    of path: String, _ take: () throws -> Void
  ) throws -> (any ExplainedError)? {
    do {
      try naming(path, take)
      return nil
    } catch let error as BundleFileError {
      return error
    } catch let error as FileError {
      return error
    }
  }
}
