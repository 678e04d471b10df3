/// A YAML document as far as a questionnaire needs it: texts, lists and mappings, with lines.
///
/// Scalars are texts whatever they look like: `yes`, `1.10` and `2026-01-01` keep their spelling.
struct YAMLNode {
  enum Content {
    case text(String)
    case list([YAMLNode])
    case mapping([Entry])
  }

  struct Entry {
    let key: String
    let keyLine: Int
    let value: YAMLNode
  }

  let content: Content
  /// From 1.
  let line: Int

  var place: Place { .line(line) }

  /// An absent value, as `hint:` with nothing behind it.
  var isBlank: Bool {
    if case .text(let text) = content { text.isEmpty } else { false }
  }
}
