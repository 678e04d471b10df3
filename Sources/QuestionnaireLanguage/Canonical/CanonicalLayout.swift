/// A layout of the canonical bytes. A questionnaire takes the lowest that holds it, so that an
/// identity given before a layout existed stays what it was.
enum CanonicalLayout: Int, Comparable, CaseIterable {
  case first = 1
  /// Adds concepts, reference periods, sensitivity, seals, cross-form checks and data files.
  case second = 2
  /// Adds tags of OpenStreetMap.
  case third = 3

  /// What the bytes begin with.
  var prefix: String { "campo-questionnaire-\(rawValue)\n" }

  init?(prefix: String) {
    guard let layout = Self.allCases.first(where: { $0.prefix == prefix }) else { return nil }
    self = layout
  }

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension Questionnaire {
  /// The lowest layout that holds the questionnaire.
  var canonicalLayout: CanonicalLayout {
    guard osmTags.isEmpty else { return .third }
    let isPlain =
      crossChecks.isEmpty && dataFiles.isEmpty && !items.contains { $0.needsSecondLayout }
      && !(choiceLists + externalChoiceLists).contains { list in
        list.choices.contains { $0.concept != nil }
      }
    return isPlain ? .first : .second
  }
}

extension Item {
  fileprivate var needsSecondLayout: Bool {
    concept != nil || referencePeriod != nil || sensitivity != nil || isSealed
      || children.contains { $0.needsSecondLayout }
  }
}
