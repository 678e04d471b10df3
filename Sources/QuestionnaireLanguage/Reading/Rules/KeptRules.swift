/// What a questionnaire holds that Campo keeps and writes back and does nothing with: said once of
/// each kind, so that nobody relies on it.
enum KeptRules {
  /// Kept columns and settings that something here reads.
  private static let usedColumns = Set(
    [Item.loopKey, "save_to", "bind::type", "bind::jr:preload", "bind::jr:preloadParams"]
      // Where one of these is kept, it has a note of its own.
      + OwnColumns.names)
  private static let usedSettings: Set = [
    "allow_choice_duplicates", "clean_text_values", "omit_instanceID",
  ]
  /// Types that ODK's programs record by themselves.
  private static let unrecordedTypes: Set = [
    "audit", "background-audio", "background-geopoint", "start-geopoint",
  ]
  /// How many names one note lists.
  private static let listed = 20

  static func check(_ form: Questionnaire) -> [ReadingNote] {
    var found = Found()
    form.items.forEachItem { found.add($0) }
    var notes = found.notes()
    let settings = form.settings.keys.filter { !usedSettings.contains($0) }.sorted()
    if !settings.isEmpty {
      notes.append(ReadingNote(.settingsKept, at: nil, text(settings)))
    }
    if let entity = form.entities.first {
      notes.append(ReadingNote(.entitiesKept, at: nil, entity["list_name"] ?? ""))
    }
    return notes
  }

  /// Names in a note: the first of them.
  static func text(_ names: [String]) -> String {
    names.prefix(listed).joined(separator: ", ") + (names.count > listed ? ", …" : "")
  }

  private struct Found {
    private var types = Kind()
    private var columns = Kind()
    private var appearances = Kind()
    private var searches = Kind()

    /// Names in order of appearance, and where the first one stands.
    private struct Kind {
      private(set) var names: [String] = []
      private(set) var place: Place?
      private var seen: Set<String> = []

      mutating func add(_ name: String, at place: Place?) {
        guard seen.insert(name).inserted else { return }
        if names.isEmpty { self.place = place }
        names.append(name)
      }
    }

    mutating func add(_ item: Item) {
      switch item.kind {
      case .question(.metadata(let type)) where unrecordedTypes.contains(type):
        types.add(type, at: item.place)
      case .question(.kept(let type)) where KeptType.isKnown(type):
        types.add(type, at: item.place)
      default: break
      }
      for column in item.extras.keys.sorted() where !usedColumns.contains(column) {
        columns.add(column, at: item.place)
      }
      guard !item.appearance.isEmpty else { return }
      for word in Appearance.words(item.appearance) {
        if word == Appearance.search {
          searches.add(item.name, at: item.place)
        } else if !Appearance.isKnown(word) {
          appearances.add(word, at: item.place)
        }
      }
    }

    func notes() -> [ReadingNote] {
      let kinds: [(ReadingProblem, Kind)] = [
        (.keptType, types), (.columnsKept, columns), (.appearancesKept, appearances),
        (.searchNotRun, searches),
      ]
      return kinds.compactMap { problem, kind in
        kind.names.isEmpty ? nil : ReadingNote(problem, at: kind.place, text(kind.names))
      }
    }
  }
}

/// Types that are not ours, and no mistakes either.
enum KeptType {
  static func isKnown(_ type: String) -> Bool { type == "osm" || type.hasPrefix("osm ") }
}
