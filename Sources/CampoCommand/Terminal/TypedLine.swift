import Foundation

/// What a line typed during an interview asks for.
///
/// Commands start with a colon, so that any answer can be typed as it is; an answer that itself starts with
/// one, or is a lone `?`, is typed with one more colon before it (`::`, `:?`).
enum TypedLine: Equatable {
  case answer(String)
  /// The n-th missing code that the question admits, from 1, or one by name.
  case missing(String)
  /// Nothing typed: keep what is there and go on.
  case next
  case help
  case back
  /// To a question by name, path or number in the list; nil lists them.
  case jump(String?)
  /// To a language by name or number; nil lists them.
  case language(String?)
  case clear
  case addRow
  case deleteRow
  case save
  case finish
  case unknown(String)

  init(_ line: String, missingCodes: [String]) {
    let trimmed = line.trimmingCharacters(in: .whitespaces)
    if trimmed.isEmpty {
      self = .next
    } else if trimmed == "?" {
      self = .help
    } else if trimmed.hasPrefix("::") || trimmed == ":?" {
      self = .answer(String(trimmed.dropFirst()))
    } else if trimmed.hasPrefix(":") {
      self = Self.command(trimmed.dropFirst(), missingCodes: missingCodes)
    } else {
      self = .answer(line)
    }
  }

  private static func command(_ text: Substring, missingCodes: [String]) -> TypedLine {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard let typed = parts.first else { return .unknown(":") }
    let argument = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : nil
    if let index = Int(typed), missingCodes.indices.contains(index - 1) {
      return .missing(missingCodes[index - 1])
    }
    if missingCodes.contains(typed) { return .missing(typed) }
    guard let verb = Verb.allCases.first(where: { $0.words.contains(typed.lowercased()) }) else {
      return .unknown(typed)
    }
    return verb.line(argument)
  }
}

/// The commands of an interview, Spanish first.
enum Verb: CaseIterable {
  case back
  case jump
  case language
  case clear
  case addRow
  case deleteRow
  case save
  case finish

  var words: [String] {
    switch self {
    case .back: ["atras", "atrás", "a", "back", "b"]
    case .jump: ["ir", "go"]
    case .language: ["idioma", "language"]
    case .clear: ["borrar", "clear"]
    case .addRow: ["agregar", "add"]
    case .deleteRow: ["quitar", "remove"]
    case .save: ["salir", "guardar", "save", "quit"]
    case .finish: ["terminar", "finish"]
    }
  }

  func line(_ argument: String?) -> TypedLine {
    switch self {
    case .back: .back
    case .jump: .jump(argument)
    case .language: .language(argument)
    case .clear: .clear
    case .addRow: .addRow
    case .deleteRow: .deleteRow
    case .save: .save
    case .finish: .finish
    }
  }
}
