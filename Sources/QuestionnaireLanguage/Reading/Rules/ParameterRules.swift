/// The `parameters` column: which each type has, and what their values may be.
enum ParameterRules {
  private enum Value {
    case any
    case oneOf([String])
    case number
    case wholeNumber
    case xmlName
    case androidPackage
  }

  static func check(_ item: Item, _ type: QuestionType) -> [ReadingNote] {
    guard let accepted = accepted(by: type) else { return [] }
    var notes: [ReadingNote] = []
    for (name, text) in item.parameters.sorted(by: { $0.key < $1.key }) {
      guard let value = accepted[name] else {
        let names = accepted.keys.sorted().joined(separator: ", ")
        notes.append(ReadingNote(.unknownParameter, at: item.place, name, names))
        continue
      }
      if let note = check(value, name, text, item) { notes.append(note) }
    }
    switch type {
    case .selectOne, .selectMultiple, .rank:
      if item.parameters["seed"] != nil, item.parameters["randomize"] == nil {
        notes.append(ReadingNote(.seedWithoutRandomize, at: item.place))
      }
    case .metadata("audit"): notes += checkAudit(item)
    default: break
    }
    return notes
  }

  /// Nil for types whose parameters nothing looks at.
  private static func accepted(by type: QuestionType) -> [String: Value]? {
    let truth = Value.oneOf(["true", "false"])
    switch type {
    case .text: return ["rows": .wholeNumber]
    case .image: return ["max-pixels": .wholeNumber, "app": .androidPackage]
    case .audio: return ["quality": .oneOf(["voice-only", "low", "normal", "external"])]
    case .metadata("background-audio"):
      return ["quality": .oneOf(["voice-only", "low", "normal"])]
    case .range:
      return [
        "start": .any, "end": .any, "step": .any, "tick_interval": .number,
        "placeholder": .number, "tick_labelset": .any,
      ]
    case .geopoint:
      return [
        "allow-mock-accuracy": truth, "capture-accuracy": .number, "warning-accuracy": .number,
        "reference-geometry": .any,
      ]
    case .geotrace, .geoshape:
      return [
        "allow-mock-accuracy": truth, "incremental": .oneOf(["true", "yes", "true()"]),
        "reference-geometry": .any,
      ]
    case .selectOne(let source), .selectMultiple(let source), .rank(let source):
      var accepted: [String: Value] = ["randomize": truth, "seed": .any]
      if case .file = source.kind {
        accepted["label"] = .xmlName
        accepted["value"] = .xmlName
      }
      return accepted
    case .metadata("audit"):
      return [
        "track-changes": truth, "identify-user": truth,
        "track-changes-reasons": .oneOf(["on-form-edit"]),
        "location-priority": .oneOf(["no-power", "low-power", "balanced", "high-accuracy"]),
        "location-min-interval": .wholeNumber, "location-max-age": .wholeNumber,
      ]
    default: return nil
    }
  }

  private static func check(
    _ value: Value, _ name: String, _ text: String, _ item: Item
  ) -> ReadingNote? {
    switch value {
    case .any:
      guard name == "seed", Double(text) == nil, !text.hasPrefix("${") else { return nil }
      return ReadingNote(.parameterNotNumber, at: item.place, name, text)
    case .oneOf(let values):
      if values.contains(text) { return nil }
      return ReadingNote(
        .parameterNotOneOf, at: item.place, name, text, values.joined(separator: ", "))
    case .number:
      return Double(text) == nil || Double(text)?.isFinite == false
        ? ReadingNote(.parameterNotNumber, at: item.place, name, text) : nil
    case .wholeNumber:
      return Int(text) == nil
        ? ReadingNote(.parameterNotNumber, at: item.place, name, text) : nil
    case .xmlName:
      return text.isXMLName ? nil : ReadingNote(.parameterName, at: item.place, name, text)
    case .androidPackage:
      // The app is only looked at where the picture is taken or annotated.
      guard item.appearance.isEmpty || item.appearance == "annotate", !isPackage(text) else {
        return nil
      }
      return ReadingNote(.appName, at: item.place, text)
    }
  }

  private static func isPackage(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return false }
    return parts.allSatisfy { part in
      guard let first = part.utf8.first, first != 0x5F, !(0x30...0x39).contains(first) else {
        return false
      }
      return part.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || byte == 0x5F
      }
    }
  }

  /// Positions are recorded with all three parameters, or none.
  private static func checkAudit(_ item: Item) -> [ReadingNote] {
    let names = ["location-priority", "location-min-interval", "location-max-age"]
    let given = names.compactMap { item.parameters[$0] }
    guard !given.isEmpty else { return [] }
    let interval = item.parameters["location-min-interval"].flatMap { Int($0) } ?? -1
    let age = item.parameters["location-max-age"].flatMap { Int($0) } ?? -1
    if given.count == names.count, interval >= 0, age >= interval { return [] }
    return [ReadingNote(.auditLocation, at: item.place)]
  }
}
