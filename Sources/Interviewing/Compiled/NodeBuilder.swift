import QuestionnaireLanguage

/// Lays the author's rows out as the tree of answers that ODK's converter makes of them: the
/// first row of each roster, a count node for a computed repeat count, a text node for
/// `or_other`, and `meta` at the end.
struct NodeBuilder {
  private(set) var nodes: [CompiledNode] = []
  private let form: Questionnaire
  private var metadata: [Item] = []

  static func nodes(of form: Questionnaire) -> [CompiledNode] {
    var builder = NodeBuilder(form: form)
    builder.build()
    return builder.nodes
  }

  private init(form: Questionnaire) { self.form = form }

  private mutating func build() {
    add(form.rootName, .group, to: -1)
    add(form.items, to: 0)
    addMetadata()
  }

  @discardableResult
  private mutating func add(_ name: String, _ kind: CompiledNode.Kind, to parent: Int) -> Int {
    let index = nodes.count
    let path = (parent < 0 ? "" : nodes[parent].path) + "/" + name
    let rosters = (parent < 0 ? [] : nodes[parent].rosters) + (kind == .roster ? [index] : [])
    let way = (parent < 0 ? [] : nodes[parent].way) + [index]
    nodes.append(
      CompiledNode(
        name: name, path: path, parent: parent, kind: kind, depth: way.count - 1, way: way,
        rosters: rosters))
    if parent >= 0 { nodes[parent].children.append(index) }
    return index
  }

  private mutating func add(_ items: [Item], to parent: Int) {
    for item in items {
      switch item.kind {
      case .group where item.extras[Item.loopKey] != nil:
        addSection(LoopExpansion.expanded(item, form), .group, to: parent)
      case .group where isFlat: addFlat(item, to: parent)
      case .group: addSection(item, .group, to: parent)
      case .roster(let count):
        if let count, count.simpleReference == nil { addCount(count, of: item, to: parent) }
        addSection(item, .roster, to: parent)
      case .question(.externalData): break
      case .question(.metadata("audit")): metadata.append(item)
      case .question(let type): addQuestion(item, type, to: parent)
      }
    }
  }

  private mutating func addSection(_ item: Item, _ kind: CompiledNode.Kind, to parent: Int) {
    let index = add(item.name, kind, to: parent)
    var own = item
    own.children = []
    nodes[index].item = own
    add(item.children, to: index)
  }

  /// The setting `flat`: questions stand beside each other without the groups around them.
  private var isFlat: Bool { form.settings["flat"].map { TruthText.isTrue($0) } ?? false }

  /// What a group holds, in its place; each is asked where the group would be, and its label is
  /// that of the node it lies in.
  private mutating func addFlat(_ group: Item, to parent: Int) {
    if !group.label.isEmpty {
      var item = nodes[parent].item ?? Item(.group, name: nodes[parent].name, at: group.place)
      item.label = group.label
      nodes[parent].item = item
    }
    add(group.children.map { $0.relevant(where: group.relevant) }, to: parent)
  }

  /// `x_count`: calculates a repeat count that is more than a reference.
  private mutating func addCount(_ count: Formula, of roster: Item, to parent: Int) {
    let index = add(roster.name + Self.countSuffix, .leaf, to: parent)
    var item = Item(.question(.calculate), name: roster.name + Self.countSuffix, at: count.place)
    item.calculation = count
    nodes[index].item = item
    nodes[index].isAlwaysReadOnly = true
  }

  static let countSuffix = "_count"
  static let otherSuffix = "_other"

  private mutating func addQuestion(_ item: Item, _ type: QuestionType, to parent: Int) {
    let index = add(item.name, .leaf, to: parent)
    nodes[index].item = item
    nodes[index].type =
      item.extras["bind::type"].flatMap(AnswerType.init(bind:)) ?? AnswerType(type, item)
    nodes[index].isAlwaysReadOnly = type == .note
    nodes[index].control = Self.control(type, item)
    nodes[index].missingCodes =
      nodes[index].control == nil || type == .note
      ? [] : item.missing ?? form.missingCodes.map(\.name)
    if case .metadata(let name) = type { nodes[index].preload = Self.preload(name, item) }
    if type.choiceSource?.orOther == true { addOther(of: item, to: parent) }
  }

  /// What the device is asked: by the type, unless the author's own `bind::jr:preload` names another
  /// source, of which those that ODK knows are asked and the rest are not.
  private static func preload(_ name: String, _ item: Item) -> String? {
    guard let source = item.extras["bind::jr:preload"] else { return name }
    let parameter = item.extras["bind::jr:preloadParams"] ?? ""
    switch (source, parameter) {
    case ("timestamp", "start"), ("timestamp", "end"), ("date", "today"), ("property", _):
      return parameter
    default: return nil
    }
  }

  private mutating func addOther(of item: Item, to parent: Int) {
    let index = add(item.name + Self.otherSuffix, .leaf, to: parent)
    var other = Item(.question(.text), name: item.name + Self.otherSuffix, at: item.place)
    other.label = LocalizedText(["": Self.otherLabel])
    other.relevant = Formula("selected(../\(item.name), 'other')", at: item.place)
    nodes[index].item = other
    nodes[index].control = 1
  }

  static let otherLabel = "Specify other."

  private mutating func addMetadata() {
    let leavesOutID = form.settings["omit_instanceID"].map { TruthText.isTrue($0) } ?? false
    guard !leavesOutID || !metadata.isEmpty || form.instanceName != nil || !form.entities.isEmpty
    else { return }
    let meta = add("meta", .group, to: 0)
    if !form.entities.isEmpty { addEntity(to: meta) }
    for item in metadata {
      let index = add(item.name, .leaf, to: meta)
      nodes[index].item = item
      nodes[index].type = .binary
    }
    if !leavesOutID {
      let index = add("instanceID", .leaf, to: meta)
      nodes[index].isAlwaysReadOnly = true
      nodes[index].preload = "instanceID"
    }
    if let name = form.instanceName {
      let index = add("instanceName", .leaf, to: meta)
      var item = Item(.question(.calculate), name: "instanceName", at: name.place)
      item.calculation = name
      nodes[index].item = item
    }
  }

  private mutating func addEntity(to meta: Int) {
    let entity = add("entity", .group, to: meta)
    guard let label = form.entities.first?["label"] else { return }
    let index = add("label", .leaf, to: entity)
    var item = Item(.question(.calculate), name: "label")
    item.calculation = Formula(label)
    nodes[index].item = item
    nodes[index].isAlwaysReadOnly = true
  }

  /// ODK's control numbers; nil for what no person sees.
  private static func control(_ type: QuestionType, _ item: Item) -> Int? {
    let isSilent =
      (item.calculation != nil || item.trigger != nil) && item.label.isEmpty && item.hint.isEmpty
    if isSilent { return nil }
    return switch type {
    case .text, .integer, .decimal, .date, .time, .dateTime, .note, .geopoint, .geotrace,
      .geoshape, .barcode:
      1
    // ODK shows an external list as a text that the client completes.
    case .selectOne(let source) where source.isExternal: 1
    case .selectOne: 2
    case .selectMultiple: 3
    case .range: 6
    case .acknowledge, .trigger: 9
    case .image: 10
    case .audio: 12
    case .video: 13
    case .kept(let name) where name.hasPrefix("osm"): 14
    case .file: 15
    case .rank: 16
    case .calculate, .hidden, .metadata, .externalData, .kept: nil
    }
  }
}

extension Item {
  /// The item, asked only where that condition holds too.
  fileprivate func relevant(where condition: Formula?) -> Item {
    guard let condition else { return self }
    var item = self
    item.relevant =
      relevant.map { Formula("(\(condition.text)) and (\($0.text))", at: $0.place) } ?? condition
    return item
  }
}

extension AnswerType {
  init(_ type: QuestionType, _ item: Item) {
    switch type {
    case .integer: self = .int
    case .decimal: self = .decimal
    case .range:
      let bounds = ["start", "end", "step"].compactMap { item.parameters[$0] }
      self = bounds.allSatisfy { Int($0) != nil } ? .int : .decimal
    case .date, .metadata("today"): self = .date
    case .time: self = .time
    case .dateTime, .metadata("start"), .metadata("end"): self = .dateTime
    case .selectOne(let source), .selectMultiple(let source), .rank(let source):
      if case .external = source.kind {
        self = .string
      } else if case .selectOne = type {
        self = .selectOne
      } else {
        self = .select
      }
    case .geopoint, .metadata("start-geopoint"): self = .geopoint
    case .geotrace: self = .geotrace
    case .geoshape: self = .geoshape
    case .barcode: self = .barcode
    case .image, .audio, .video, .file, .metadata("background-audio"): self = .binary
    case .kept(let name) where name.hasPrefix("osm"): self = .binary
    case .trigger: self = .null
    case .text, .note, .acknowledge, .calculate, .hidden, .metadata, .externalData, .kept:
      self = .string
    }
  }
}

extension ChoiceSource {
  var isExternal: Bool { if case .external = kind { true } else { false } }
}

/// Yes and no as settings spell them.
enum TruthText {
  static func isTrue(_ text: String) -> Bool {
    ["yes", "true", "true()", "1"].contains(text.trimmed.lowercased())
  }
}
