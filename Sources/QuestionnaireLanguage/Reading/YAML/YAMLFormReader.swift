/// Reads our YAML into a questionnaire; Docs/QuestionnaireLanguage.md describes the format.
struct YAMLFormReader {
  static let keys = [
    "id", "version", "title", "root", "languages", "default_language", "instance_name",
    "settings", "missing_codes", "choices", "external_choices", "osm", "entities", "cross_checks",
    "survey",
  ]
  static let crossCheckKeys = ["name", "form", "match", "condition", "message"]

  static func read(
    _ bytes: [UInt8], fallbackID: String
  ) throws(QuestionnaireReadingError) -> Questionnaire {
    let fields = try YAMLFields(
      try YAMLDocument.parse(bytes), "questionnaire", known: keys)
    var form = Questionnaire(id: try fields.text("id") ?? fallbackID)
    form.version = try fields.text("version") ?? ""
    form.title = try fields.text("title") ?? form.id
    form.rootName = try fields.text("root") ?? form.rootName
    form.instanceName = try fields.formula("instance_name")
    form.settings = try fields.texts("settings")
    form.missingCodes = try missingCodes(fields)
    form.entities = try entities(fields)
    form.crossChecks = try crossChecks(fields)
    var notes: [ReadingNote] = []
    if try fields.text("id") == nil {
      notes.append(ReadingNote(.idFromFileName, at: .line(fields.line), fallbackID))
    }
    var reader = YAMLItemReader()
    form.choiceLists = try choiceLists(fields, "choices", &notes)
    form.externalChoiceLists = try choiceLists(fields, "external_choices", &notes)
    form.osmTags = try choiceLists(fields, "osm", &notes)
    for node in try fields.list("survey") {
      form.items.append(try reader.read(node, depth: 0))
    }
    let places = try fields.list("entities").map(\.place)
    form.notes = notes + reader.notes + FormRules.check(form, entityPlaces: places)
    try readLanguages(fields, into: &form)
    return form
  }

  private static func readLanguages(
    _ fields: YAMLFields, into form: inout Questionnaire
  ) throws(QuestionnaireReadingError) {
    for node in try fields.list("languages") { form.languages.append(try node.text("languages")) }
    var used: Set<String> = []
    form.forEachText { used.formUnion($0.byLanguage.keys) }
    let listed = form.languages
    for language in used.sorted() where !listed.contains(language) && !language.isEmpty {
      if !listed.isEmpty {
        form.notes.append(
          ReadingNote(
            .languageNotListed, at: place(of: language, in: fields), language,
            listed.joined(separator: ", ")))
      }
      form.languages.append(language)
    }
    if form.languages.isEmpty { form.languages = [""] }
    let implied = form.languages.contains("") ? "" : form.languages[0]
    let named = try fields.text("default_language")
    form.namesDefaultLanguage = named != nil
    form.defaultLanguage = named ?? implied
    form.settleMixedTexts()
  }

  /// Where a language is first written.
  private static func place(of language: String, in fields: YAMLFields) -> Place? {
    fields.all.lazy.compactMap { line(of: language, in: $0.value) }.first.map(Place.line)
  }

  private static func line(of key: String, in node: YAMLNode) -> Int? {
    switch node.content {
    case .text: nil
    case .list(let nodes): nodes.lazy.compactMap { line(of: key, in: $0) }.first
    case .mapping(let entries):
      entries.lazy.compactMap { $0.key == key ? $0.keyLine : line(of: key, in: $0.value) }.first
    }
  }

  private static func missingCodes(
    _ fields: YAMLFields
  ) throws(QuestionnaireReadingError) -> [MissingCode] {
    guard let node = fields["missing_codes"] else { return [] }
    var codes: [MissingCode] = []
    for entry in try YAMLFields(node, "missing_codes", known: nil).all {
      codes.append(MissingCode(name: entry.key, label: try entry.value.localized(entry.key)))
    }
    return codes
  }

  private static func choiceLists(
    _ fields: YAMLFields, _ key: String, _ notes: inout [ReadingNote]
  ) throws(QuestionnaireReadingError) -> [ChoiceList] {
    guard let node = fields[key] else { return [] }
    let mapping = try YAMLFields(node, key, known: nil)
    var lists: [ChoiceList] = []
    for entry in mapping.all {
      var list = ChoiceList(name: entry.key)
      for choice in try mapping.list(entry.key) { list.choices.append(try read(choice, &notes)) }
      lists.append(list)
    }
    return lists
  }

  private static func read(
    _ node: YAMLNode, _ notes: inout [ReadingNote]
  ) throws(QuestionnaireReadingError) -> Choice {
    let fields = try YAMLFields(node, "choice", known: nil)
    var choice = Choice(name: try fields.text("name") ?? "", at: node.place)
    choice.label = try fields.localized("label")
    for entry in fields.all where entry.key != "name" && entry.key != "label" {
      switch (entry.key, entry.value.content) {
      case (let key, _) where MediaKinds.all.contains(key):
        choice.media[key] = try entry.value.localized(key)
      case ("concept", .text(let concept)) where ConceptID.isValid(concept):
        choice.concept = concept
      case ("columns", .mapping(let columns)):
        for column in columns {
          choice.attributes.append(
            .init(name: column.key, value: try column.value.text(column.key)))
        }
      default:
        if entry.key == "concept" {
          notes.append(
            ReadingNote(.conceptNotAnID, at: entry.value.place, try entry.value.text("concept")))
        }
        choice.attributes.append(
          .init(name: entry.key, value: try entry.value.text(entry.key)))
      }
    }
    return choice
  }

  private static func crossChecks(
    _ fields: YAMLFields
  ) throws(QuestionnaireReadingError) -> [CrossCheck] {
    var checks: [CrossCheck] = []
    for node in try fields.list("cross_checks") {
      let parts = try YAMLFields(node, "cross_checks", known: crossCheckKeys)
      var check = CrossCheck(
        name: try parts.text("name") ?? "", form: try parts.text("form") ?? "",
        condition: try parts.formula("condition") ?? Formula("", at: node.place), at: node.place)
      check.match = try parts.texts("match")
      check.message = try parts.localized("message")
      checks.append(check)
    }
    return checks
  }

  private static func entities(
    _ fields: YAMLFields
  ) throws(QuestionnaireReadingError) -> [[String: String]] {
    var entities: [[String: String]] = []
    for node in try fields.list("entities") {
      var entity: [String: String] = [:]
      for entry in try YAMLFields(node, "entities", known: nil).all {
        entity[entry.key] = try entry.value.text(entry.key)
      }
      entities.append(entity)
    }
    return entities
  }
}
