import Campo
import CommandLanguage
import Foundation
import Interviewing
import Messages

/// What a question looks like at a terminal: heading, text, hint, choices, missing codes, what stands there.
struct QuestionScreen {
  let node: NodeState
  let headings: [String]
  let typed: TypedAnswer
  let place: (number: Int, of: Int)

  var missingCodes: [Presentation.Option] { node.presentation?.missingCodes ?? [] }

  var lines: [String] {
    var lines: [String] = []
    if !headings.isEmpty { lines.append("== " + headings.joined(separator: " > ") + " ==") }
    let mark = node.answer?.isRequired == true ? " *" : ""
    lines.append("[\(place.number)/\(place.of)] \(text)\(mark)")
    if let hint = node.presentation?.hint, !hint.isEmpty { lines.append("    (\(plain(hint)))") }
    if typed.kind == .file {
      lines.append(
        said(es: "    (Escriba la ruta de un archivo.)", en: "    (Type the path of a file.)"))
    }
    for (mark, choice) in zip(typed.marks, typed.choices) {
      lines.append("  \(mark)) \(plain(choice.label.isEmpty ? choice.name : choice.label))")
    }
    for (index, code) in missingCodes.enumerated() {
      lines.append("  :\(index + 1)) \(plain(code.label ?? code.name))")
    }
    if let present { lines.append(said(es: "  Ahora: ", en: "  Now: ") + present) }
    return lines
  }

  private var text: String {
    let label = plain(node.presentation?.label ?? "")
    return label.isEmpty ? lastName : label
  }

  private var lastName: String {
    node.path.split(separator: "/").last.map(String.init) ?? node.path
  }

  /// The answer that stands there, as people read it; nil where there is none.
  private var present: String? {
    guard let answer = node.answer else { return nil }
    if let missing = answer.missing {
      return plain(missingCodes.first { $0.name == missing }?.label ?? missing)
    }
    guard !answer.value.isEmpty else { return nil }
    switch typed.kind {
    case .selectOne: return label(of: answer.value)
    case .selectMultiple, .rank:
      return answer.value.split(separator: " ").map { label(of: String($0)) }
        .joined(separator: "; ")
    default: return plain(answer.value)
    }
  }

  private func label(of choice: String) -> String {
    plain(typed.choices.first { $0.name == choice }?.label ?? choice)
  }
}
