public import Messages

/// Why bytes are no record, and where that showed.
public struct RecordDecodingError: ExplainedError, Hashable {
  /// What is wrong with the bytes.
  public enum Reason: Hashable, Sendable {
    /// The bytes end in the middle of something.
    case truncated
    /// A rule of the format is broken; the text names it, for developers.
    case malformed(String)
    /// Longer or more than a named limit allows.
    case tooLarge(String, limit: Int)
    /// Written by a newer version of the software.
    case newerVersion(UInt8)
  }

  /// What is wrong with them.
  public let reason: Reason
  /// Where in the bytes, from 0.
  public let offset: Int

  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// `RECORD-…`, by reason.
  public var code: String {
    switch reason {
    case .truncated: "RECORD-TRUNCATED"
    case .malformed: "RECORD-MALFORMED"
    case .tooLarge: "RECORD-TOO-LARGE"
    case .newerVersion: "RECORD-NEWER"
    }
  }

  /// For a person: the byte, the rule and what to do.
  public var message: Message {
    switch reason {
    case .truncated:
      Message(
        es: "Los datos terminan a medias en el byte \(offset); vuelva a copiarlos o a enviarlos.",
        en: "The data end in the middle at byte \(offset); copy or send them again.")
    case .malformed(let rule):
      Message(
        es: "Los datos no son un registro de Campo (byte \(offset): \(rule)); vuelva a enviarlos.",
        en: "The data are not a Campo record (byte \(offset): \(rule)); send them again.")
    case .tooLarge(let what, let limit):
      Message(
        es: "Demasiado grande en el byte \(offset): \(what) admite \(limit) como máximo.",
        en: "Too large at byte \(offset): \(what) allows \(limit) at most.")
    case .newerVersion(let version):
      Message(
        es: "El formato \(version) es de una versión más nueva de Campo; actualice este equipo.",
        en: "Format \(version) is of a newer version of Campo; update this machine.")
    }
  }
}
