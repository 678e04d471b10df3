public import Messages

/// Why packed records cannot be read.
public enum PackingError: ExplainedError, Hashable {
  /// No packed records, or of a newer version.
  case notPacked
  /// The bytes end in the middle of something.
  case truncated
  /// A rule is broken; the text names it, for developers.
  case malformed(String)
  /// Longer or more than a named limit allows.
  case tooLarge(String, limit: Int)
  /// They name a questionnaire that is not here, by the beginning of its hash.
  case unknownDefinition(String)
  /// They say what was changed of a state that is not the one that is here.
  case otherBase
  /// What came out is not what went in: the two sides lay the questionnaire out differently.
  case otherLayout

  public var code: String {
    switch self {
    case .notPacked: "PACKED-NOT-ONE"
    case .truncated: "PACKED-TRUNCATED"
    case .malformed: "PACKED-MALFORMED"
    case .tooLarge: "PACKED-TOO-LARGE"
    case .unknownDefinition: "PACKED-DEFINITION"
    case .otherBase: "PACKED-BASE"
    case .otherLayout: "PACKED-LAYOUT"
    }
  }

  /// All codes that a refusal for these reasons can have.
  public static let codes: Set<String> = [
    notPacked, .truncated, .malformed(""), .tooLarge("", limit: 0), .unknownDefinition(""),
    .otherBase, .otherLayout,
  ].reduce(into: []) { $0.insert($1.code) }

  public var message: Message {
    switch self {
    case .notPacked:
      Message(
        es:
          "No son respuestas empaquetadas, o son de una versión nueva; actualice este equipo.",
        en: "These are no packed responses, or of a newer version; update this machine.")
    case .truncated:
      Message(
        es: "Las respuestas empaquetadas terminan a medias; envíelas de nuevo.",
        en: "The packed responses end in the middle; send them again.")
    case .malformed(let rule):
      Message(
        es: "Las respuestas empaquetadas no se pueden leer (\(rule)); envíelas de nuevo.",
        en: "The packed responses cannot be read (\(rule)); send them again.")
    case .tooLarge(let what, let limit):
      Message(
        es: "Demasiado grande: \(what) admite \(limit) como máximo; envíe menos de una vez.",
        en: "Too large: \(what) allows \(limit) at most; send less at once.")
    case .unknownDefinition(let hash):
      Message(
        es: "El cuestionario \(hash)… de las respuestas empaquetadas no está aquí.",
        en: "The questionnaire \(hash)… of the packed responses is not here.")
    case .otherBase:
      Message(
        es: "Aquí no está la respuesta como era antes de los cambios recibidos; envíela entera.",
        en: "The response is not here as it was before the changes received; send it whole.")
    case .otherLayout:
      Message(
        es: "Las respuestas empaquetadas no coinciden con su suma; actualice ambos programas.",
        en: "The packed responses do not match their digest; update both programs.")
    }
  }
}
