extension NodeState {
  /// The node as scenarios and `campo show` spell it; see Docs/QuestionnaireLanguage.md, Scenarios.
  package var json: [String: JSONValue] {
    var members: [String: JSONValue] = [
      "path": .string(path),
      "kind": .string(kind.rawValue),
      "relevant": .boolean(isRelevant),
    ]
    if let answer { members.merge(answer.json) { $1 } }
    if let presentation { members.merge(presentation.json) { $1 } }
    if answer?.constraint == .fails, let message = presentation?.constraintMessage {
      members["constraintMsg"] = .string(message)
    }
    return members
  }
}

extension AnswerState {
  fileprivate var json: [String: JSONValue] {
    var members: [String: JSONValue] = [
      "type": .string(type),
      "required": .boolean(isRequired),
      "readonly": .boolean(isReadOnly),
      "value": .string(value),
    ]
    if let missing { members["missing"] = .string(missing) }
    switch constraint {
    case .absent: break
    case .unanswered: members["constraint"] = .null
    case .holds: members["constraint"] = .boolean(true)
    case .fails: members["constraint"] = .boolean(false)
    }
    return members
  }
}

extension Presentation {
  fileprivate var json: [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    if let control { members["control"] = .number(Double(control)) }
    if let label { members["label"] = .string(label) }
    if let hint { members["hint"] = .string(hint) }
    if let appearance { members["appearance"] = .string(appearance) }
    // As ODK's engines, which leave an external list, shown as a text, to the client.
    if let choices, control != 1 {
      members["choices"] = .array(
        choices.map { .array([.string($0.name), $0.label.map { .string($0) } ?? .null]) })
    }
    return members
  }
}
