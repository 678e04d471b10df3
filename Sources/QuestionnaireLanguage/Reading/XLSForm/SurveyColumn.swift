/// What one column of the survey sheet means.
enum SurveyColumn {
  case type
  case name
  case text(WritableKeyPath<Item, LocalizedText>, language: String)
  case media(kind: String, language: String)
  case formula(WritableKeyPath<Item, Formula?>, truthValues: Bool)
  case repeatCount
  case appearance
  case parameters
  case disabled
  /// Ours: `soft_check`, `soft_check_2`, …, and their messages.
  case softCheck(Int)
  case softCheckMessage(Int, language: String)
  case missing
  /// Ours: what `OwnColumns` reads.
  case own(String)
  case extra(String)

  init(_ tokens: [String], text: String) {
    let language = tokens.count > 1 ? tokens[1...].joined(separator: "::") : ""
    switch tokens[0] {
    case "type" where tokens.count == 1: self = .type
    case "name" where tokens.count == 1: self = .name
    case "label": self = .text(\.label, language: language)
    case "hint": self = .text(\.hint, language: language)
    case "guidance_hint": self = .text(\.guidance, language: language)
    case "default": self = .formula(\.defaultValue, truthValues: false)
    case "choice_filter": self = .formula(\.choiceFilter, truthValues: false)
    case "trigger": self = .formula(\.trigger, truthValues: false)
    case "parameters": self = .parameters
    case "missing": self = .missing
    case "disabled": self = .disabled
    case "bind" where tokens.count > 1: self = Self.bind(tokens)
    case "control" where tokens == ["control", "appearance"]: self = .appearance
    case "control" where tokens == ["control", "jr:count"]: self = .repeatCount
    case "media" where tokens.count > 1:
      self = .media(kind: tokens[1], language: tokens.dropFirst(2).joined(separator: "::"))
    case let name where tokens.count == 1 && OwnColumns.names.contains(name): self = .own(name)
    default: self = Self.ours(tokens, text: text) ?? .extra(ColumnNames.extraName(tokens))
    }
  }

  private static func bind(_ tokens: [String]) -> SurveyColumn {
    let language = tokens.dropFirst(2).joined(separator: "::")
    switch tokens[1] {
    case "relevant": return .formula(\.relevant, truthValues: true)
    case "required": return .formula(\.required, truthValues: true)
    case "readonly": return .formula(\.readOnly, truthValues: true)
    case "constraint": return .formula(\.constraint, truthValues: true)
    case "calculate": return .formula(\.calculation, truthValues: true)
    case "jr:constraintMsg": return .text(\.constraintMessage, language: language)
    case "jr:requiredMsg": return .text(\.requiredMessage, language: language)
    default: return .extra(ColumnNames.extraName(tokens))
    }
  }

  /// `soft_check`, `soft_check_2`, `soft_check_message::es`, `soft_check_message_2::es`.
  private static func ours(_ tokens: [String], text: String) -> SurveyColumn? {
    let name = tokens[0].snakeCased
    let language = tokens.dropFirst().joined(separator: "::")
    for (stem, isMessage) in [("soft_check_message", true), ("soft_check", false)]
    where name.hasPrefix(stem) {
      let rest = name.dropFirst(stem.count)
      guard let number = rest.isEmpty ? 1 : rest.first == "_" ? Int(rest.dropFirst()) : nil,
        number >= 1
      else { return nil }
      return isMessage ? .softCheckMessage(number, language: language) : .softCheck(number)
    }
    return nil
  }
}
