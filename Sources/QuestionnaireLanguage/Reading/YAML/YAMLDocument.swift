import Yams

/// Parses the text of a YAML file within named limits.
enum YAMLDocument {
  static func parse(_ bytes: [UInt8]) throws(QuestionnaireReadingError) -> YAMLNode {
    guard bytes.count <= ReadingLimits.yamlBytes else {
      throw QuestionnaireReadingError(
        .fileTooLarge, "\(bytes.count)", "\(ReadingLimits.yamlBytes)")
    }
    guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
      throw QuestionnaireReadingError(.notUTF8)
    }
    if let line = YAMLExpansion.lineThatPassesLimit(bytes) {
      throw QuestionnaireReadingError(.yamlBomb, at: .line(line))
    }
    let root: Node?
    do {
      // No tags are resolved: every scalar is a text.
      root = try Parser(yaml: text, resolver: .basic).singleRoot()
    } catch let error as YamlError {
      throw reading(error)
    } catch {
      throw QuestionnaireReadingError(.yamlSyntax, "\(error)")
    }
    guard let root else { return YAMLNode(content: .mapping([]), line: 1) }
    var budget = ReadingLimits.yamlNodes
    return try convert(root, depth: 0, &budget)
  }

  private static func convert(
    _ node: Node, depth: Int, _ budget: inout Int
  ) throws(QuestionnaireReadingError) -> YAMLNode {
    let line = node.mark?.line ?? 1
    budget -= 1
    guard budget > 0, depth < ReadingLimits.yamlDepth else {
      throw QuestionnaireReadingError(.yamlBomb, at: .line(line))
    }
    switch node {
    case .scalar(let scalar): return YAMLNode(content: .text(scalar.string), line: line)
    case .sequence(let sequence):
      var list: [YAMLNode] = []
      for element in sequence { list.append(try convert(element, depth: depth + 1, &budget)) }
      return YAMLNode(content: .list(list), line: line)
    case .mapping(let mapping):
      var entries: [YAMLNode.Entry] = []
      for (key, value) in mapping {
        guard case .scalar(let name) = key else {
          throw QuestionnaireReadingError(
            .yamlShape, at: .line(key.mark?.line ?? line), "?", "un texto", "a text")
        }
        let value = try convert(value, depth: depth + 1, &budget)
        entries.append(
          YAMLNode.Entry(key: name.string, keyLine: key.mark?.line ?? line, value: value))
      }
      return YAMLNode(content: .mapping(entries), line: line)
    case .alias(let alias):
      throw QuestionnaireReadingError(.yamlBomb, at: .line(alias.mark?.line ?? line))
    }
  }

  private static func reading(_ error: YamlError) -> QuestionnaireReadingError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return QuestionnaireReadingError(.yamlSyntax, at: .line(mark.line), problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      return QuestionnaireReadingError(
        .yamlDuplicateKey, at: .line(context.mark.line), duplicates.first ?? "")
    case .reader(let problem, _, _, _): return QuestionnaireReadingError(.yamlSyntax, problem)
    default: return QuestionnaireReadingError(.yamlSyntax, "\(error)")
    }
  }
}
