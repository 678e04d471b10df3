import Campo
import CommandLanguage
import Interviewing
import Messages
import Replication

extension Response {
  /// As `campo show ID --format json` spells it; see Docs/Commands.md.
  var json: [String: JSONValue] {
    var members = summary.json
    members["answers"] = .array(leaves.map { .object(json(of: $0)) })
    members["conflicts"] = .array(conflicts.map { .object($0.json) })
    members["decisions"] = .array(decisions.map { .object($0.json) })
    members["violations"] = .array(violations.map { .object($0.json) })
    return members
  }

  private var leaves: [NodeState] { nodes.filter { $0.kind == .leaf } }

  private func json(of node: NodeState) -> [String: JSONValue] {
    let stamp = stamp(of: node)
    return [
      "path": .string(node.path),
      "value": .text(node.answer?.value),
      "missing": .text(node.answer?.missing),
      "relevant": .boolean(node.isRelevant),
      "conflict": .boolean(isConflicted(node)),
      "comment": .text(comment(on: node)),
      "author": .text(stamp?.author.name),
      "time": .time(stamp?.time),
    ]
  }

  /// For people: what was answered, what is in conflict, wrong, and decided.
  var lines: [String] {
    var lines = [ResponseSummary.tableHead, summary.tableRow].map { $0.joined(separator: "  ") }
    lines.append("")
    for node in leaves where node.isRelevant {
      guard let answer = node.answer, !answer.value.isEmpty || answer.missing != nil else {
        continue
      }
      let mark = isConflicted(node) ? "≠" : " "
      let comment = comment(on: node).map { "  (\($0))" } ?? ""
      lines.append(
        "\(mark) \(node.path) = \(plain(answer.missing.map { ":" + $0 } ?? answer.value))\(plain(comment))"
      )
    }
    lines += conflicts.flatMap(\.lines)
    lines += violations.map {
      "! \($0.path): \(plain($0.message.text(in: readerLanguage))) [\($0.code.rawValue)]"
    }
    lines += decisions.map(\.line)
    return lines
  }
}

extension AnswerConflict {
  var json: [String: JSONValue] {
    [
      "path": .string(path),
      "options": .array(
        options.map { option in
          .object([
            "n": .count(option.number), "value": .text(option.value.spelling.value),
            "missing": .text(option.value.spelling.missing),
            "author": .string(option.stamp.author.name),
            "role": .string(option.stamp.author.role.name), "time": .time(option.stamp.time),
          ])
        }),
    ]
  }

  var lines: [String] {
    ["≠ \(response.description.prefix(12)) \(path)"]
      + options.map { option in
        let stamp = option.stamp
        return "    \(option.number)) \(plain(option.value.words))  "
          + "(\(stamp.author.name), \(stamp.author.role.word), \(iso8601(stamp.time)))"
      }
  }
}

extension AnswerValue {
  /// A value and a missing code, of which one is nil.
  var spelling: (value: String?, missing: String?) {
    switch self {
    case .cleared: ("", nil)
    case .text(let text): (text, nil)
    case .missing(let code): (nil, code)
    case .attachment(let attachment): (attachment.name, nil)
    case .row(let position): (String(position), nil)
    case .deleted, .unknown: (nil, nil)
    }
  }

  /// For people.
  var words: String {
    switch self {
    case .cleared: said(es: "(vacía)", en: "(empty)")
    case .missing(let code): ":" + code
    case .deleted: said(es: "(quitada)", en: "(deleted)")
    case .unknown: said(es: "(de una versión más nueva)", en: "(of a newer version)")
    case .text, .attachment, .row: spelling.value ?? ""
    }
  }
}

extension SignedDecision {
  var json: [String: JSONValue] {
    [
      "kind": .string(decision.kind.name), "round": .count(Int(decision.round)),
      "author": .string(stamp.author.name), "role": .string(stamp.author.role.name),
      "time": .time(stamp.time), "comment": .string(decision.comment),
    ]
  }

  var line: String {
    "• \(decision.kind.name) \(iso8601(stamp.time)) \(stamp.author.name): \(plain(decision.comment))"
  }
}

extension Decision.Kind {
  var name: String {
    switch self {
    case .approve: "approve"
    case .reject: "reject"
    case .void: "void"
    case .resolve: "resolve"
    case .unknown: "unknown"
    }
  }
}

extension Violation {
  var json: [String: JSONValue] {
    [
      "path": .string(path), "code": .string(code.rawValue),
      "severity": .string(severity.rawValue),
      "message": .string(message.text(in: readerLanguage)),
    ]
  }
}
