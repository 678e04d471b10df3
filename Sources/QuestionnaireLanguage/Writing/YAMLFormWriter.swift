import Yams

/// Writes a questionnaire as our YAML, made for review in git: one key a line, short rows in one.
struct YAMLFormWriter {
  static func write(_ form: Questionnaire) throws(QuestionnaireWritingError) -> [UInt8] {
    do {
      let text = try serialize(
        node: YAMLFormWriter().document(form), indent: 2, width: -1, allowUnicode: true,
        lineBreak: .ln)
      return Array(text.utf8)
    } catch {
      throw QuestionnaireWritingError(.yaml, "\(error)")
    }
  }

  private func document(_ form: Questionnaire) -> Node {
    var fields = YAMLFieldList()
    fields.add("id", form.id)
    fields.add("version", form.version)
    if form.title != form.id { fields.add("title", form.title) }
    if form.rootName != "data" { fields.add("root", form.rootName) }
    if form.languages != [""] { fields.add("languages", .row(form.languages.map(Node.text))) }
    let implied = form.languages.contains("") ? "" : form.languages.first ?? ""
    if form.namesDefaultLanguage || form.defaultLanguage != implied {
      fields.add("default_language", form.defaultLanguage)
    }
    fields.add("instance_name", form.instanceName)
    fields.add("settings", form.settings)
    if !form.missingCodes.isEmpty {
      fields.add("missing_codes", .pairs(form.missingCodes.map { ($0.name, .localized($0.label)) }))
    }
    fields.add("choices", lists: form.choiceLists)
    fields.add("external_choices", lists: form.externalChoiceLists)
    fields.add("osm", lists: form.osmTags)
    if !form.entities.isEmpty {
      fields.add("entities", Node(form.entities.map(Node.texts)))
    }
    fields.add("cross_checks", crossChecks: form.crossChecks)
    fields.add("survey", Node(form.items.map(item)))
    return fields.node
  }

  private func item(_ item: Item) -> Node {
    var fields = YAMLFieldList()
    switch item.kind {
    case .question(let type): fields.add("type", type.spelling)
    case .group: fields.add("type", "group")
    case .roster: fields.add("type", "repeat")
    }
    fields.add("name", item.name)
    fields.add("label", item.label)
    fields.add("hint", item.hint)
    fields.add("guidance_hint", item.guidance)
    for (kind, files) in item.media.sorted(by: { $0.key < $1.key }) { fields.add(kind, files) }
    fields.add("appearance", item.appearance)
    if case .roster(let count) = item.kind { fields.add("repeat_count", count) }
    fields.add("relevant", item.relevant)
    fields.add("required", item.required)
    fields.add("required_message", item.requiredMessage)
    fields.add("read_only", item.readOnly)
    fields.add("constraint", item.constraint)
    fields.add("constraint_message", item.constraintMessage)
    fields.add("soft_checks", checks: item.softChecks)
    if let missing = item.missing { fields.add("missing", .row(missing.map(Node.text))) }
    fields.add("calculation", item.calculation)
    fields.add("trigger", item.trigger)
    fields.add("default", item.defaultValue)
    fields.add("choice_filter", item.choiceFilter)
    fields.add("parameters", item.parameters)
    for (name, text) in OwnColumns.values(of: item) { fields.add(name, text) }
    fields.add("columns", item.extras)
    switch item.kind {
    case .question: break
    case .group, .roster: fields.add("items", Node(item.children.map(self.item)))
    }
    return fields.node
  }
}

/// The keys of one mapping in the order they are written; empty values are left out.
private struct YAMLFieldList {
  private var pairs: [(Node, Node)] = []

  var node: Node { Node(pairs, .implicit, .block) }

  mutating func add(_ key: String, _ node: Node) { pairs.append((.text(key), node)) }

  mutating func add(_ key: String, _ text: String) {
    if !text.isEmpty { add(key, .text(text)) }
  }

  mutating func add(_ key: String, _ text: LocalizedText) {
    if !text.isEmpty { add(key, .localized(text)) }
  }

  mutating func add(_ key: String, _ formula: Formula?) {
    guard let formula else { return }
    add(key, .text(formula.text))
  }

  mutating func add(_ key: String, _ texts: [String: String]) {
    if !texts.isEmpty { add(key, .texts(texts)) }
  }

  mutating func add(_ key: String, lists: [ChoiceList]) {
    guard !lists.isEmpty else { return }
    add(
      key,
      .pairs(
        lists.map { list in (list.name, Node(list.choices.map(choice), .implicit, .block)) }))
  }

  mutating func add(_ key: String, checks: [SoftCheck]) {
    guard !checks.isEmpty else { return }
    add(
      key,
      Node(
        checks.map { check in
          var fields = YAMLFieldList()
          fields.add("check", check.condition)
          fields.add("message", check.message)
          return fields.node
        }))
  }

  mutating func add(_ key: String, crossChecks: [CrossCheck]) {
    guard !crossChecks.isEmpty else { return }
    add(
      key,
      Node(
        crossChecks.map { check in
          var fields = YAMLFieldList()
          fields.add("name", check.name)
          fields.add("form", check.form)
          fields.add("match", check.match)
          fields.add("condition", check.condition)
          fields.add("message", check.message)
          return fields.node
        }))
  }

  /// A choice fits a line.
  private func choice(_ choice: Choice) -> Node {
    var pairs: [(Node, Node)] = []
    if !choice.name.isEmpty { pairs.append((.text("name"), .flowText(choice.name))) }
    if !choice.label.isEmpty { pairs.append((.text("label"), .localized(choice.label))) }
    for (kind, files) in choice.media.sorted(by: { $0.key < $1.key }) {
      pairs.append((.text(kind), .localized(files)))
    }
    if let concept = choice.concept { pairs.append((.text("concept"), .flowText(concept))) }
    let columns = choice.attributes.map { ($0.name, Node.flowText($0.value)) }
    let taken = ["concept", "columns"]
    pairs += columns.filter { !taken.contains($0.0) }.map { (.flowText($0.0), $0.1) }
    // Columns of the author's whose names are keys of ours.
    let others = columns.filter { taken.contains($0.0) }.map { (Node.flowText($0.0), $0.1) }
    if !others.isEmpty { pairs.append((.text("columns"), Node(others, .implicit, .flow))) }
    return Node(pairs, .implicit, .flow)
  }
}

extension Node {
  /// A text in a style that any YAML reader takes for a text, on lines of its own if it has many.
  fileprivate static func text(_ text: String) -> Node {
    let style: Scalar.Style =
      text.contains("\n") ? .literal : text.looksLikeOtherYAML ? .doubleQuoted : .any
    return Node(text, .implicit, style)
  }

  /// The same within braces, where lines cannot be kept apart.
  fileprivate static func flowText(_ text: String) -> Node {
    let quoted = text.contains("\n") || text.looksLikeOtherYAML
    return Node(text, .implicit, quoted ? .doubleQuoted : .any)
  }

  /// Plain text where it has no language; otherwise in one line while that is short.
  fileprivate static func localized(_ text: LocalizedText) -> Node {
    if text.byLanguage.count == 1, let plain = text.byLanguage[""] { return .text(plain) }
    let sorted = text.byLanguage.sorted { $0.key < $1.key }
    return Node(
      sorted.map { (.flowText($0.key), .flowText($0.value)) }, .implicit, .flow)
  }

  fileprivate static func texts(_ texts: [String: String]) -> Node {
    pairs(texts.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
  }

  fileprivate static func pairs(_ pairs: [(String, Node)]) -> Node {
    Node(pairs.map { (.text($0.0), $0.1) }, .implicit, .block)
  }

  fileprivate static func row(_ nodes: [Node]) -> Node { Node(nodes, .implicit, .flow) }
}

extension String {
  /// Whether an unquoted scalar would be a truth value, a number, a date or nothing to others.
  fileprivate var looksLikeOtherYAML: Bool {
    guard let first = utf8.first else { return true }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "+"):
      return utf8.allSatisfy { byte in
        (byte >= 0x30 && byte <= 0x3A) || "+-._eExXabcdfABCDFTZ ".utf8.contains(byte)
      }
    default:
      return ["yes", "no", "true", "false", "on", "off", "y", "n", "null", "~"]
        .contains(lowercased())
    }
  }
}
