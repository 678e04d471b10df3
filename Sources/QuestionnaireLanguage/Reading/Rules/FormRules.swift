/// What XLSForm asks of a questionnaire's columns that the checker has no rule for: parameters,
/// entities and settings. Both readers apply it.
enum FormRules {
  /// - Parameter entityPlaces: where each entity of the form stands.
  static func check(_ form: Questionnaire, entityPlaces: [Place]) -> [ReadingNote] {
    var facts = Facts(form)
    form.items.forEachItem { facts.add($0) }
    var notes = EntityRules.check(form, places: entityPlaces)
    notes += crossChecks(form)
    notes += KeptRules.check(form)
    form.items.forEachItem { item in
      guard case .question(let type) = item.kind else { return }
      if item.isSealed { notes.append(ReadingNote(.sealedQuestion, at: item.place, item.name)) }
      if type == .range { notes += RangeRules.check(item, lists: facts.lists) }
      if let target = item.parameters["reference-geometry"], !facts.hasGeometry(target) {
        notes.append(ReadingNote(.referenceGeometry, at: item.place, target))
      }
      if case .file(let file) = type.choiceSource?.kind {
        let name = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        if facts.lists[name] != nil {
          notes.append(ReadingNote(.listNamedAsFile, at: item.place, name, file))
        }
      }
    }
    return notes
  }

  private static func crossChecks(_ form: Questionnaire) -> [ReadingNote] {
    form.crossChecks.flatMap { check in
      let parts = [
        ("name", check.name.isEmpty), ("form", check.form.isEmpty),
        ("match", check.match.isEmpty), ("condition", check.condition.text.isEmpty),
      ]
      return parts.filter(\.1).map { ReadingNote(.crossCheckIncomplete, at: check.place, $0.0) }
    }
  }

  private struct Facts {
    private(set) var lists: [String: ChoiceList]
    private var sources: Set<String>
    private var repeats: Set<String> = []

    init(_ form: Questionnaire) {
      lists = Dictionary(form.choiceLists.map { ($0.name, $0) }) { first, _ in first }
      sources = Set(form.entities.compactMap { $0["list_name"] })
    }

    mutating func add(_ item: Item) {
      switch item.kind {
      case .roster: repeats.insert("${\(item.name)}".lowercased())
      case .group: break
      case .question(.externalData): sources.insert(item.name)
      case .question(let type):
        guard let name = type.choiceSource?.kind.spelling else { return }
        sources.insert(name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name)
      }
    }

    /// Values of this parameter arrive in lower case.
    func hasGeometry(_ target: String) -> Bool {
      repeats.contains(target.lowercased()) || lists[target] != nil || sources.contains(target)
    }
  }
}
