/// The language a person reads Campo's messages in. Spanish comes first: it is the field's.
public enum MessageLanguage: String, Sendable, CaseIterable, Codable {
  case spanish = "es"
  case english = "en"

  /// The language for a POSIX locale name such as `es_SV.UTF-8`; Spanish unless it says English.
  public init(locale: String?) {
    self = locale?.lowercased().hasPrefix("en") == true ? .english : .spanish
  }
}

extension MessageLanguage {
  /// The language a command speaks: `--lang`, else the locale, else Spanish.
  ///
  /// Looked for before the command line is parsed, because help and usage errors need it too.
  public init(arguments: [String], environment: [String: String]) {
    let option = "--lang"
    let following = zip(arguments, arguments.dropFirst()).filter { $0.0 == option }.map(\.1)
    let joined = arguments.filter { $0.hasPrefix("\(option)=") }
      .map { String($0.dropFirst(option.count + 1)) }
    if let named = (following + joined).lazy.compactMap(Self.init(rawValue:)).first {
      self = named
      return
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
    self.init(locale: locale.first { !$0.isEmpty })
  }
}
