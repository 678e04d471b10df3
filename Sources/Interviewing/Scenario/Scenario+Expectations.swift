internal import Messages

extension Scenario.Expectation {
  /// What differs between the expectation and the node; empty if it holds.
  func differences(from node: NodeState?, violations: [Violation]) -> [Message] {
    guard let node else {
      return exists == false
        ? [] : [Message(es: "el nodo no existe", en: "there is no such node")]
    }
    var found: [Message] = []
    if exists == false {
      found.append(Message(es: "el nodo existe", en: "the node exists"))
    }
    let actual = node.json
    for (key, expected) in members.sorted(by: { $0.key < $1.key }) {
      let value = actual[key] ?? .null
      guard value != expected, value.text == nil || value.text != expected.text else { continue }
      found.append(
        Message(
          es: "\(key) es \(value.spelling); se esperaba \(expected.spelling)",
          en: "\(key) is \(value.spelling); expected \(expected.spelling)"))
    }
    if let violation { found += difference(violation, among: violations) }
    return found
  }

  private func difference(_ expected: String, among violations: [Violation]) -> [Message] {
    let codes = violations.filter { $0.path == path }.map(\.code.rawValue)
    let holds = expected == "none" ? codes.isEmpty : codes.contains(expected)
    guard !holds else { return [] }
    let actual = codes.isEmpty ? "none" : codes.joined(separator: ", ")
    return [
      Message(
        es: "violation es \(actual); se esperaba \(expected)",
        en: "violation is \(actual); expected \(expected)")
    ]
  }
}
