/// Reads the items of a YAML survey: questions, groups and repeats.
struct YAMLItemReader {
  static let commonKeys =
    [
      "type", "name", "label", "hint", "guidance_hint", "image", "big-image", "audio", "video",
      "relevant", "required", "required_message", "read_only", "constraint", "constraint_message",
      "calculation", "trigger", "default", "choice_filter", "appearance", "parameters",
      "soft_checks", "missing", "columns",
    ] + OwnColumns.names
  static let groupKeys = commonKeys + ["items"]
  static let repeatKeys = groupKeys + ["repeat_count"]
  static let softCheckKeys = ["check", "message"]

  private(set) var notes: [ReadingNote] = []

  mutating func read(_ node: YAMLNode, depth: Int) throws(QuestionnaireReadingError) -> Item {
    guard depth <= ReadingLimits.groupDepth else {
      throw QuestionnaireReadingError(.tooDeep, at: node.place, "\(ReadingLimits.groupDepth)")
    }
    let type = try YAMLFields(node, "survey", known: nil).required("type")
    switch type {
    case "group": return try container(.group, node, keys: Self.groupKeys, depth: depth)
    case "repeat":
      let count = try YAMLFields(node, "repeat", known: nil).formula("repeat_count")
      return try container(.roster(count: count), node, keys: Self.repeatKeys, depth: depth)
    default: return try question(type, node)
    }
  }

  private mutating func container(
    _ kind: Item.Kind, _ node: YAMLNode, keys: [String], depth: Int
  ) throws(QuestionnaireReadingError) -> Item {
    let fields = try YAMLFields(node, "group", known: keys)
    var item = try common(kind, fields, node)
    for child in try fields.list("items") {
      item.children.append(try read(child, depth: depth + 1))
    }
    return item
  }

  private mutating func question(
    _ text: String, _ node: YAMLNode
  ) throws(QuestionnaireReadingError) -> Item {
    let fields = try YAMLFields(node, "question", known: Self.commonKeys)
    guard case .question(let type, let defaults) = TypeNames.parse(text) else {
      return try common(.question(.kept(text)), fields, node)
    }
    var item = try common(.question(type), fields, node)
    item.fill(defaults)
    notes += QuestionRules.check(item, type, typePlace: fields["type"]?.place)
    return item
  }

  private mutating func common(
    _ kind: Item.Kind, _ fields: YAMLFields, _ node: YAMLNode
  ) throws(QuestionnaireReadingError) -> Item {
    var item = Item(kind, name: try fields.required("name"), at: node.place)
    item.typePlace = fields["type"]?.place
    item.label = try fields.localized("label")
    item.hint = try fields.localized("hint")
    item.guidance = try fields.localized("guidance_hint")
    for medium in MediaKinds.all where fields[medium] != nil {
      item.media[medium] = try fields.localized(medium)
    }
    item.relevant = try fields.formula("relevant", truthValues: true)
    item.required = try fields.formula("required", truthValues: true)
    item.requiredMessage = try fields.localized("required_message")
    item.readOnly = try fields.formula("read_only", truthValues: true)
    item.constraint = try fields.formula("constraint", truthValues: true)
    item.constraintMessage = try fields.localized("constraint_message")
    item.calculation = try fields.formula("calculation", truthValues: true)
    item.trigger = try fields.formula("trigger")
    item.defaultValue = try fields.formula("default")
    item.choiceFilter = try fields.formula("choice_filter")
    item.appearance = try fields.text("appearance") ?? ""
    item.parameters = try fields.texts("parameters")
    try ownColumns(fields, into: &item)
    item.softChecks = try softChecks(fields)
    if fields["missing"] != nil {
      var names: [String] = []
      for name in try fields.list("missing") { names.append(try name.text("missing")) }
      item.missing = names
    }
    return item
  }

  /// A kept column that is one of ours means what its key means.
  private mutating func ownColumns(
    _ fields: YAMLFields, into item: inout Item
  ) throws(QuestionnaireReadingError) {
    item.extras = try fields.texts("columns")
    for name in OwnColumns.names {
      let kept = item.extras.removeValue(forKey: name)
      guard let text = try fields.text(name) ?? kept else { continue }
      let place = (fields[name] ?? fields["columns"])?.place
      OwnColumns.read(name, text, at: place, into: &item, notes: &notes)
    }
  }

  private func softChecks(_ fields: YAMLFields) throws(QuestionnaireReadingError) -> [SoftCheck] {
    var checks: [SoftCheck] = []
    for node in try fields.list("soft_checks") {
      let parts = try YAMLFields(node, "soft_checks", known: Self.softCheckKeys)
      guard let condition = try parts.formula("check") else {
        throw QuestionnaireReadingError(.yamlMissingKey, at: node.place, "check")
      }
      checks.append(SoftCheck(condition: condition, message: try parts.localized("message")))
    }
    return checks
  }
}

extension Item {
  /// Gives what a type brings along where the row or key is empty.
  mutating func fill(_ defaults: [TypeNames.Default]) {
    for value in defaults {
      switch value {
      case .constraint(let text): constraint = constraint ?? Formula(text)
      case .hint(let text): if hint.isEmpty { hint = LocalizedText(["": text]) }
      }
    }
  }
}
