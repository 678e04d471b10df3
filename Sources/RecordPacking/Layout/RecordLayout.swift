internal import Crypto
public import Interviewing
internal import QuestionnaireLanguage
internal import RecordCoding
internal import Replication

/// Where everything in a response to one questionnaire has its place, so that neither questions nor
/// choices need be named. Both sides make it of the same definition.
public struct RecordLayout: Sendable {
  /// A question, or a fact about the record.
  struct Slot: Sendable {
    let key: SlotKey
    /// Its place among the rosters; nil outside.
    let roster: Int?
    let shape: AnswerShape
    /// Missing codes that it admits.
    let missing: [String]

    /// Strings that Swift takes for equal may have other bytes.
    func isNamed(_ name: String) -> Bool {
      switch key {
      case .field(let own), .question(let own): own.isSameBytes(as: name)
      }
    }
  }

  enum SlotKey: Sendable {
    case field(String)
    case question(String)
  }

  struct Roster: Sendable {
    let path: String
    /// The roster around it.
    let parent: Int?
    /// How many rosters lead to its rows, itself included.
    let depth: Int
  }

  /// The questionnaire's canonical hash, and the first bytes of it, by which packed records name it.
  public let definition: String
  let name: [UInt8]
  /// Fields, then questions, each in canonical order of keys.
  let slots: [Slot]
  /// In canonical order: outer ones before inner ones.
  let rosters: [Roster]
  let placeOfField: [String: Int]
  let placeOfQuestion: [String: Int]
  let placeOfRoster: [String: Int]
  /// SHA-256 of all of this: two sides that lay a questionnaire out differently must not mistake it.
  let digest: [UInt8]

  public init(_ form: CompiledQuestionnaire) {
    definition = form.hash
    guard let hash = [UInt8](hexadecimal: form.hash) else {
      preconditionFailure("a canonical hash is hexadecimal")
    }
    name = Array(hash.prefix(PackedGroup.nameBytes))
    let rosterNodes = form.nodes.indices.filter { form.nodes[$0].kind == .roster }
      .sorted { form.nodes[$0].path.precedesInBytes(form.nodes[$1].path) }
    let placeOfNode = Dictionary(uniqueKeysWithValues: zip(rosterNodes, rosterNodes.indices))
    rosters = rosterNodes.map { node in
      let way = form.nodes[node].rosters
      return Roster(
        path: form.nodes[node].path,
        parent: way.dropLast().last.flatMap { placeOfNode[$0] }, depth: way.count)
    }
    let lists = form.lists.map { list in
      list.choices.isEmpty || list.choices.count > PackingLimits.choices
        ? nil : ChoiceCodes(list.choices.map(\.name))
    }
    let questions = form.nodes.filter { $0.kind == .leaf }
      .sorted { $0.path.precedesInBytes($1.path) }
      .map { node in
        Slot(
          key: .question(node.path), roster: node.rosters.last.flatMap { placeOfNode[$0] },
          shape: AnswerShape(of: node, lists), missing: node.missingCodes)
      }
    slots = Self.fields(of: form.hash) + questions
    placeOfField = Self.places(slots) { if case .field(let name) = $0.key { name } else { nil } }
    placeOfQuestion = Self.places(slots) {
      if case .question(let path) = $0.key { path } else { nil }
    }
    placeOfRoster = Self.places(rosters, \.path)
    digest = Array(SHA256.hash(data: Self.bytes(form.hash, slots, rosters)))
  }

  /// The slots of the fields `area` and `time_zone`.
  static let area = 0
  static let timeZone = 3

  private static func fields(of definition: String) -> [Slot] {
    let shapes: [(String, AnswerShape)] = [
      (RegisterKey.Field.area, .text),
      (RegisterKey.Field.definition, .constant(definition)),
      (RegisterKey.Field.finished, .constant("true")),
      (RegisterKey.Field.timeZone, .text),
      (RegisterKey.Field.unit, .text),
    ]
    return shapes.map { Slot(key: .field($0), roster: nil, shape: $1, missing: []) }
  }

  private static func places<Element>(
    _ elements: [Element], _ name: (Element) -> String?
  ) -> [String: Int] {
    var places: [String: Int] = [:]
    for (place, element) in elements.enumerated() {
      if let name = name(element) { places[name] = place }
    }
    return places
  }

  /// What the digest is made of; Docs/SyncProtocol.md describes it.
  private static func bytes(
    _ definition: String, _ slots: [Slot], _ rosters: [Roster]
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(text: definition)
    writer.write(count: rosters.count)
    for roster in rosters { writer.write(text: roster.path) }
    writer.write(count: slots.count)
    for slot in slots {
      switch slot.key {
      case .field(let name), .question(let name): writer.write(text: name)
      }
      writer.write(count: slot.roster.map { $0 + 1 } ?? 0)
      writer.write(count: slot.shape.number)
      writer.write(count: slot.shape.codes.count)
      for code in slot.shape.codes { writer.write(text: code) }
      writer.write(count: slot.missing.count)
      for code in slot.missing { writer.write(text: code) }
    }
    return writer.bytes
  }
}

extension AnswerShape {
  fileprivate init(of node: CompiledNode, _ lists: [ChoiceCodes?]) {
    if case .list(let list) = node.choices?.source, let codes = lists[list] {
      switch node.type {
      case .selectOne: self = .choice(codes)
      case .select: self = .choices(codes)
      default: self = .text
      }
      return
    }
    switch node.type {
    case .int: self = .integer
    case .decimal: self = .decimal
    case .date: self = .date
    case .dateTime: self = .dateTime
    case .geopoint: self = .point
    default: self = .text
    }
  }

  /// The number that stands for the shape in a layout's digest.
  var number: Int {
    switch self {
    case .text: 0
    case .integer: 1
    case .decimal: 2
    case .date: 3
    case .dateTime: 4
    case .point: 5
    case .choice: 6
    case .choices: 7
    case .constant: 8
    }
  }

  fileprivate var codes: [String] {
    switch self {
    case .choice(let list), .choices(let list): list.codes
    case .constant(let only): [only]
    default: []
    }
  }
}
