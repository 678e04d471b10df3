/// The keys of one mapping: each is taken once, and what remains is unknown.
struct YAMLFields {
  let line: Int
  private var entries: [YAMLNode.Entry]
  private let known: [String]

  /// - Parameters:
  ///   - what: how an error calls the mapping.
  ///   - known: the keys it may have; nil where any key will do.
  init(
    _ node: YAMLNode, _ what: String, known: [String]?
  ) throws(QuestionnaireReadingError) {
    guard case .mapping(let entries) = node.content else {
      throw QuestionnaireReadingError(
        .yamlShape, at: node.place, what, "una lista de claves y valores", "a mapping")
    }
    if let known, let stranger = entries.first(where: { !known.contains($0.key) }) {
      var spelling = Spelling()
      if let meant = spelling.nearest(to: stranger.key, among: known) {
        throw QuestionnaireReadingError(
          .yamlMisspeltKey, at: .line(stranger.keyLine), stranger.key, meant,
          known.joined(separator: ", "))
      }
      throw QuestionnaireReadingError(
        .yamlUnknownKey, at: .line(stranger.keyLine), stranger.key,
        known.joined(separator: ", "))
    }
    self.entries = entries.filter { !$0.value.isBlank }
    self.known = known ?? []
    line = node.line
  }

  subscript(_ key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }

  var all: [YAMLNode.Entry] { entries }

  func text(_ key: String) throws(QuestionnaireReadingError) -> String? {
    try self[key]?.text(key)
  }

  func required(_ key: String) throws(QuestionnaireReadingError) -> String {
    guard let text = try text(key) else {
      throw QuestionnaireReadingError(.yamlMissingKey, at: .line(line), key)
    }
    return text
  }

  func formula(
    _ key: String, truthValues: Bool = false
  ) throws(QuestionnaireReadingError) -> Formula? {
    guard let node = self[key] else { return nil }
    let text = try node.text(key)
    return Formula(truthValues ? TruthWords.expression(text) : text, at: node.place)
  }

  func localized(_ key: String) throws(QuestionnaireReadingError) -> LocalizedText {
    guard let node = self[key] else { return LocalizedText() }
    return try node.localized(key)
  }

  func list(_ key: String) throws(QuestionnaireReadingError) -> [YAMLNode] {
    guard let node = self[key] else { return [] }
    guard case .list(let list) = node.content else {
      throw QuestionnaireReadingError(.yamlShape, at: node.place, key, "una lista", "a list")
    }
    return list
  }

  /// A mapping of texts, as `parameters` and `columns` are.
  func texts(_ key: String) throws(QuestionnaireReadingError) -> [String: String] {
    guard let node = self[key] else { return [:] }
    var texts: [String: String] = [:]
    for entry in try YAMLFields(node, key, known: nil).all {
      texts[entry.key] = try entry.value.text(entry.key)
    }
    return texts
  }
}

extension YAMLNode {
  func text(_ what: String) throws(QuestionnaireReadingError) -> String {
    guard case .text(let text) = content else {
      throw QuestionnaireReadingError(.yamlShape, at: place, what, "un texto", "a text")
    }
    return text.trimmedOfSpaces
  }

  /// A text, or a mapping from language to text.
  func localized(_ what: String) throws(QuestionnaireReadingError) -> LocalizedText {
    switch content {
    case .text: return LocalizedText(["": try text(what)])
    case .mapping(let entries):
      var texts: [String: String] = [:]
      for entry in entries where !entry.value.isBlank {
        texts[entry.key] = try entry.value.text("\(what) \(entry.key)")
      }
      return LocalizedText(texts)
    case .list:
      throw QuestionnaireReadingError(
        .yamlShape, at: place, what, "un texto o textos por idioma", "a text or texts by language")
    }
  }
}
