import Messages

/// Differences of the questionnaire as a whole.
enum FormChanges {
  static func differences(
    _ pairing: QuestionPairing, _ formulas: FormulaComparison
  ) -> [Difference] {
    let (old, new) = (pairing.old.questionnaire, pairing.new.questionnaire)
    var found = identity(old, new)
    if old.rootName != new.rootName {
      found.append(
        whole(
          .rootRenamed,
          Message(
            es: "Las rutas empezaban por «/\(old.rootName)» y ahora por «/\(new.rootName)».",
            en: "Paths began with “/\(old.rootName)” and now begin with “/\(new.rootName)”.")))
    }
    let dropped = old.languages.filter { !new.languages.contains($0) }
    let added = new.languages.filter { !old.languages.contains($0) }
    if !dropped.isEmpty || !added.isEmpty {
      found.append(whole(.languagesChanged, gone(dropped, and: added)))
    }
    let settings = changedSettings(old, new, formulas)
    if !settings.isEmpty {
      let names = listed(settings)
      found.append(
        whole(
          .settingsChanged,
          Message(es: "Cambió \(names.spanish).", en: "\(names.english) changed.")))
    }
    let files = changedFiles(old, new)
    if !files.isEmpty {
      let names = listed(files)
      found.append(
        whole(
          .choiceSourceChanged,
          Message(es: "Cambió \(names.spanish).", en: "\(names.english) changed.")))
    }
    return found + order(pairing)
  }

  private static func whole(_ kind: DifferenceKind, _ message: Message) -> Difference {
    Difference(kind, old: nil, new: nil, message)
  }

  private static func identity(_ old: Questionnaire, _ new: Questionnaire) -> [Difference] {
    if old.id != new.id {
      return [
        whole(
          .otherForm,
          Message(
            es: "«\(old.id)» se llama ahora «\(new.id)»: para el servidor y los datos es otro "
              + "cuestionario.",
            en: "“\(old.id)” is now called “\(new.id)”: to the server and the data it is another "
              + "questionnaire."))
      ]
    }
    guard old.version == new.version else { return [] }
    let version =
      new.version.isEmpty
      ? Message(es: "Ninguna de las dos tiene versión", en: "Neither has a version")
      : Message(
        es: "Las dos son la versión «\(new.version)»", en: "Both are version “\(new.version)”")
    return [
      whole(
        .sameVersion,
        Message(
          es: "\(version.spanish) de «\(new.id)», y su contenido difiere.",
          en: "\(version.english) of “\(new.id)”, and their content differs."))
    ]
  }

  private static func gone(_ dropped: [String], and added: [String]) -> Message {
    let parts: [Message] = [
      (dropped, Message(es: "se quitó", en: "removed")),
      (added, Message(es: "se agregó", en: "added")),
    ].filter { !$0.0.isEmpty }.map { names, verb in
      let names = listed(names.map { $0.isEmpty ? "—" : $0 })
      return Message(
        es: "\(verb.spanish) \(names.spanish)", en: "\(verb.english) \(names.english)")
    }
    return Message(
      es: "Idiomas: \(parts.map(\.spanish).joined(separator: "; ")).",
      en: "Languages: \(parts.map(\.english).joined(separator: "; ")).")
  }

  private static func changedSettings(
    _ old: Questionnaire, _ new: Questionnaire, _ formulas: FormulaComparison
  ) -> [String] {
    var names = Set(old.settings.keys).union(new.settings.keys).filter {
      old.settings[$0] != new.settings[$0]
    }.sorted()
    // Without a title of its own, a questionnaire bears its id.
    let isTitled = old.title != old.id || new.title != new.id
    if isTitled, old.title != new.title { names.append("title") }
    if old.defaultLanguage != new.defaultLanguage { names.append("default_language") }
    if !formulas.areSame(old.instanceName, new.instanceName) { names.append("instance_name") }
    if old.entities != new.entities { names.append("entities") }
    if old.crossChecks != new.crossChecks { names.append("cross_checks") }
    if old.osmTags != new.osmTags { names.append("osm") }
    return names
  }

  /// Files that travel with either version and differ, are gone or new.
  private static func changedFiles(_ old: Questionnaire, _ new: Questionnaire) -> [String] {
    let (before, after) = (Set(old.dataFiles), Set(new.dataFiles))
    return Set(before.symmetricDifference(after).map(\.name)).sorted()
  }

  /// The first question that now comes before one it used to follow.
  private static func order(_ pairing: QuestionPairing) -> [Difference] {
    var latest = -1
    for target in pairing.new.entries.indices {
      guard let index = pairing.oldOf[target], pairing.keepsParent(index, target) else { continue }
      if index < latest {
        let name = pairing.new.entries[target].item.name
        return [
          Difference(
            .orderChanged, old: pairing.old.spot(index), new: pairing.new.spot(target),
            Message(
              es: "«\(name)» viene ahora después de «\(pairing.old.entries[latest].item.name)».",
              en: "“\(name)” now comes after “\(pairing.old.entries[latest].item.name)”."))
        ]
      }
      latest = index
    }
    return []
  }
}
