/// The language a person reads Campo's messages in. Spanish comes first: it is the field's.
public enum MessageLanguage: String, Sendable, CaseIterable, Codable {
  case spanish = "es"
  case english = "en"

  /// The language for a POSIX locale name such as `es_SV.UTF-8`; Spanish unless it says English.
  public init(locale: String?) {
    self = locale?.lowercased().hasPrefix("en") == true ? .english : .spanish
  }
}
