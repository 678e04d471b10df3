/// Writes a questionnaire as an XLSForm workbook.
struct XLSFormWriter {
  private let form: Questionnaire
  /// The languages that text columns are written for; `""` is a column without a language.
  private let languages: [String]

  static func write(_ form: Questionnaire) throws(QuestionnaireWritingError) -> [UInt8] {
    try WorkbookWriter.write(XLSFormWriter(form).sheets())
  }

  private init(_ form: Questionnaire) {
    self.form = form
    var used: Set<String> = []
    var copy = form
    copy.mapTexts { used.formUnion($0.byLanguage.keys) }
    let named = form.languages.filter { !$0.isEmpty }
    let others = used.filter { !$0.isEmpty && !named.contains($0) }.sorted()
    languages = [""] + named + others
  }

  private func sheets() -> [WorkbookWriter.SheetRows] {
    var sheets = [survey(), choices(form.choiceLists, named: "choices"), settings()]
    if !form.externalChoiceLists.isEmpty {
      sheets.append(choices(form.externalChoiceLists, named: "external_choices"))
    }
    if !form.osmTags.isEmpty { sheets.append(choices(form.osmTags, named: "osm")) }
    if !form.entities.isEmpty { sheets.append(entities()) }
    if !form.missingCodes.isEmpty { sheets.append(missingCodes()) }
    if let concepts = choiceConcepts() { sheets.append(concepts) }
    if !form.crossChecks.isEmpty { sheets.append(crossChecks()) }
    return sheets
  }

  // MARK: Survey

  private func survey() -> WorkbookWriter.SheetRows {
    let texts = ["label", "hint", "guidance_hint"] + MediaKinds.all.map(mediaColumn)
    var plan = ["type", "name"] + texts.flatMap(columns)
    plan += ["appearance", "required"] + columns("required_message")
    plan += ["relevant", "constraint"] + columns("constraint_message")
    plan += [
      "calculation", "choice_filter", "repeat_count", "read_only", "default", "trigger",
      "parameters", "missing",
    ]
    plan += OwnColumns.names
    // A language without any text yet still has its column.
    var table = SheetTable(
      plan: plan,
      always: Set(["type", "name"] + labelsByLanguage))
    for item in form.items { write(item, to: &table) }
    return table.rows(named: "survey")
  }

  private func write(_ item: Item, to table: inout SheetTable) {
    switch item.kind {
    case .question(let type):
      table.add([("type", type.spelling)] + cells(item))
    case .group:
      if let list = item.extras[Item.loopKey] {
        container(item, "loop", opening: "begin_loop over \(list)", &table)
      } else {
        container(item, "group", opening: "begin_group", &table)
      }
    case .roster(let count):
      container(
        item, "repeat", opening: "begin_repeat", &table,
        more: [("repeat_count", count?.text ?? "")])
    }
  }

  private func container(
    _ item: Item, _ kind: String, opening: String, _ table: inout SheetTable,
    more: [(column: String, text: String)] = []
  ) {
    table.add([("type", opening)] + cells(item) + more)
    for child in item.children { write(child, to: &table) }
    table.add([("type", "end_\(kind)"), ("name", item.name)])
  }

  private func cells(_ item: Item) -> [(column: String, text: String)] {
    var cells = [("name", item.name), ("appearance", item.appearance)]
    cells += localized("label", item.label) + localized("hint", item.hint)
    cells += localized("guidance_hint", item.guidance)
    cells += media(item.media)
    cells += localized("required_message", item.requiredMessage)
    cells += localized("constraint_message", item.constraintMessage)
    let formulas: [(String, Formula?)] = [
      ("required", item.required), ("relevant", item.relevant), ("constraint", item.constraint),
      ("calculation", item.calculation), ("choice_filter", item.choiceFilter),
      ("read_only", item.readOnly), ("default", item.defaultValue), ("trigger", item.trigger),
    ]
    cells += formulas.map { ($0, $1?.text ?? "") }
    cells.append(("parameters", ParameterText.write(item.parameters)))
    if let missing = item.missing { cells.append(("missing", MissingNames.write(missing))) }
    cells += OwnColumns.values(of: item).map { (column: $0.name, text: $0.text) }
    for (index, check) in item.softChecks.enumerated() {
      let suffix = index == 0 ? "" : "_\(index + 1)"
      cells.append(("soft_check\(suffix)", check.condition.text))
      cells += localized("soft_check_message\(suffix)", check.message)
    }
    for (name, value) in item.extras.sorted(by: { $0.key < $1.key }) where name != Item.loopKey {
      cells.append((name, value))
    }
    return cells
  }

  // MARK: Other sheets

  private func choices(_ lists: [ChoiceList], named name: String) -> WorkbookWriter.SheetRows {
    let texts = ["label"] + MediaKinds.all.map(mediaColumn)
    var table = SheetTable(
      plan: ["list_name", "name"] + texts.flatMap(columns),
      // The order of the languages is that of this sheet's columns.
      always: Set(["list_name", "name"] + (lists.isEmpty ? [] : labelsByLanguage)))
    for list in lists {
      for choice in list.choices {
        var cells = [("list_name", list.name), ("name", choice.name)]
        cells += localized("label", choice.label) + media(choice.media)
        cells += choice.attributes.map { ($0.name, $0.value) }
        table.add(cells)
      }
    }
    return table.rows(named: name)
  }

  private func settings() -> WorkbookWriter.SheetRows {
    var cells = [
      ("form_title", form.title), ("form_id", form.id), ("version", form.version),
      ("instance_name", form.instanceName?.text ?? ""),
      ("name", form.rootName == "data" ? "" : form.rootName),
    ]
    let implied = LanguageOrder(form.languages).defaultLanguage(of: form)
    if form.namesDefaultLanguage || form.defaultLanguage != implied {
      cells.append(("default_language", form.defaultLanguage))
    }
    cells += form.settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    var table = SheetTable(plan: cells.map(\.0), always: [])
    table.add(cells)
    return table.rows(named: "settings")
  }

  private func entities() -> WorkbookWriter.SheetRows {
    var table = SheetTable(
      plan: ["list_name", "label", "entity_id", "create_if", "update_if"], always: ["list_name"])
    for entity in form.entities {
      table.add(entity.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
    return table.rows(named: "entities")
  }

  private func missingCodes() -> WorkbookWriter.SheetRows {
    var table = SheetTable(plan: ["name"] + columns("label"), always: ["name"])
    for code in form.missingCodes {
      table.add([("name", code.name)] + localized("label", code.label))
    }
    return table.rows(named: "missing_codes")
  }

  private func choiceConcepts() -> WorkbookWriter.SheetRows? {
    let rows = ChoiceConceptsSheet.rows(form)
    guard !rows.isEmpty else { return nil }
    var table = SheetTable(plan: ["list_name", "name", "concept"], always: ["list_name"])
    for row in rows { table.add(row) }
    return table.rows(named: ChoiceConceptsSheet.name)
  }

  private func crossChecks() -> WorkbookWriter.SheetRows {
    let first = ["name", "form", "match", "condition"]
    var table = SheetTable(plan: first + columns("message"), always: Set(first))
    for check in form.crossChecks {
      table.add(
        [
          ("name", check.name), ("form", check.form),
          ("match", CrossCheckMatch.write(check.match)), ("condition", check.condition.text),
        ] + localized("message", check.message))
    }
    return table.rows(named: "cross_checks")
  }

  // MARK: Texts by language

  private var labelsByLanguage: [String] { columns("label").filter { $0 != "label" } }

  private func columns(_ name: String) -> [String] { languages.map { column(name, $0) } }

  private func column(_ name: String, _ language: String) -> String {
    language.isEmpty ? name : "\(name)::\(language)"
  }

  private func mediaColumn(_ kind: String) -> String { "media::\(kind)" }

  private func localized(
    _ name: String, _ text: LocalizedText
  ) -> [(column: String, text: String)] {
    languages.compactMap { language in
      text.byLanguage[language].map { (column(name, language), $0) }
    }
  }

  private func media(_ media: [String: LocalizedText]) -> [(column: String, text: String)] {
    media.sorted { $0.key < $1.key }.flatMap { localized(mediaColumn($0.key), $0.value) }
  }
}
