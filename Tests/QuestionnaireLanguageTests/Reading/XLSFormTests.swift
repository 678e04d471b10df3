import Testing

@testable import QuestionnaireLanguage

/// Workbooks as the field writes them: aliases, spellings, languages.
struct XLSFormTests {
  private func type(_ item: Item?) -> QuestionType? {
    guard case .question(let type) = item?.kind else { return nil }
    return type
  }

  @Test(arguments: [
    ("int", QuestionType.integer),
    ("string", .text),
    ("gps", .geopoint),
    ("photo", .image),
    ("get today", .metadata("today")),
    ("imei", .metadata("deviceid")),
    ("date time", .dateTime),
    ("select one from l", .selectOne(ChoiceSource(.list("l")))),
    ("select_one l or_other", .selectOne(ChoiceSource(.list("l"), orOther: true))),
    ("select1 l", .selectOne(ChoiceSource(.list("l")))),
    (
      "select all that apply from l or specify other",
      .selectMultiple(ChoiceSource(.list("l"), orOther: true))
    ),
    ("add select one prompt using l", .selectOne(ChoiceSource(.list("l")))),
    ("select_one_from_file l.csv", .selectOne(ChoiceSource(.file("l.csv")))),
    ("select_multiple_from_file l.geojson", .selectMultiple(ChoiceSource(.file("l.geojson")))),
    ("select_one_external l", .selectOne(ChoiceSource(.external("l")))),
    ("select_one ${member}", .selectOne(ChoiceSource(.roster("${member}")))),
    ("rank l", .rank(ChoiceSource(.list("l")))),
    ("csv-external", .externalData("csv-external")),
    ("osm tags", .kept("osm tags")),
    ("Text", .kept("Text")),
  ])
  func typesHaveManySpellings(spelling: String, expected: QuestionType) throws {
    let form = try TestBook.survey("type|name|label\n\(spelling)|a|A")
    #expect(type(form.items.first) == expected)
  }

  @Test func aTypeMayBringAConstraint() throws {
    let form = try TestBook.survey("type|name|label\npercentage|a|A\nphone number|b|B")
    #expect(form.items[0].constraint?.text == "0 <= . and . <= 100")
    #expect(form.items[1].hint.byLanguage == ["": "Enter numbers only."])
  }

  @Test(arguments: [
    "relevance", "Relevant", "bind::relevant", "bind:relevant", "RELEVANT",
  ])
  func headersHaveManySpellings(header: String) throws {
    let form = try TestBook.survey("type|name|label|\(header)\ntext|a|A|yes")
    #expect(form.items.first?.relevant == Formula("true()"))
    #expect(form.items.first?.relevant?.place == .cell(sheet: "survey", column: 4, row: 2))
  }

  @Test func columnsFindTheirPlace() throws {
    let form = try TestBook.survey(
      """
      Type|Name|caption|constraint message|calculate|readonly|body::accuracyThreshold|bind::oc:x|my col
      calculate|a|A|no|1 + 1|no|5|y|z
      """)
    let item = try #require(form.items.first)
    #expect(item.label.byLanguage == ["": "A"])
    #expect(item.constraintMessage.byLanguage == ["": "no"])
    #expect(item.calculation?.text == "1 + 1")
    #expect(item.readOnly?.text == "false()")
    #expect(
      item.extras == ["body::accuracyThreshold": "5", "bind::oc:x": "y", "my col": "z"])
  }

  @Test func languagesComeInEverySpelling() throws {
    let form = try TestBook.survey(
      """
      type|name|label::English (en)|label:: Español (es)|hint|media::image::English (en)|required_message::English (en)
      text|a|A|Á|h|a.png|needed
      """)
    let item = try #require(form.items.first)
    #expect(form.languages == ["English (en)", "Español (es)"])
    #expect(form.defaultLanguage == "English (en)")
    #expect(item.label.byLanguage == ["English (en)": "A", "Español (es)": "Á"])
    #expect(item.media["image"]?.byLanguage == ["English (en)": "a.png"])
    #expect(item.requiredMessage.byLanguage == ["English (en)": "needed"])
    let old = try TestBook.survey("type|name|label:english|bind:jr:constraintMsg\ntext|a|A|m")
    #expect(old.items.first?.label.byLanguage == ["english": "A"])
    #expect(old.items.first?.constraintMessage.byLanguage == ["": "m"])
  }

  @Test func textsWithoutALanguageAreTheDefaultLanguages() throws {
    let survey = "type|name|label|label::fr\ntext|a|A|À\nnote|b|B|"
    let form = try TestBook.read(
      (name: "survey", lines: survey), (name: "settings", lines: "default_language\nen"))
    #expect(form.items[0].label.byLanguage == ["en": "A", "fr": "À"])
    #expect(form.items[1].label.byLanguage == ["": "B"])
    let open = try TestBook.survey(survey)
    #expect(open.items[0].label.byLanguage == ["": "A", "fr": "À"])
    #expect(open.languages == ["fr", ""])
    #expect(open.defaultLanguage == "")
  }

  /// The default that no text has gives way to the first translation, choices before questions.
  @Test func anUnknownDefaultLanguageGivesWayToTheFirstTranslation() throws {
    let form = try TestBook.read(
      (name: "survey", lines: "type|name|label::fr|label::es\nselect_one l|a|À|Á"),
      (name: "choices", lines: "list_name|name|label::en|label::es\nl|x|X|Equis"),
      (name: "settings", lines: "default_language\nde"))
    #expect(form.languages == ["en", "es", "fr"])
    #expect(form.defaultLanguage == "de")
  }

  @Test(arguments: [
    "type|name|label::fr|media::image\ntext|a|À|a.png",
    "type|name|label::fr|required_message\ntext|a|À|${a} is needed",
  ])
  func aTextThatIsTranslatedWithoutALanguageMakesTheDefault(_ survey: String) throws {
    #expect(try TestBook.survey(survey).defaultLanguage == "")
  }

  @Test func settingsHaveAliases() throws {
    let form = try TestBook.read(
      (name: "Survey", lines: "type|name|label\ntext|a|A"),
      (
        name: "settings",
        lines: "form_title|id_string|version|name|instance_name|style\nT|i|3|root|${a}|pages"
      ))
    #expect([form.title, form.id, form.version, form.rootName] == ["T", "i", "3", "root"])
    #expect(form.instanceName?.text == "${a}")
    #expect(form.settings == ["style": "pages"])
    #expect(try TestBook.survey("type|name\ntext|a").id == "test_form")
  }

  @Test func groupsAndRepeatsNest() throws {
    let form = try TestBook.survey(
      """
      type|name|label|repeat_count|appearance
      begin group|g|G||field-list
      begin_repeat|r|R|${n}|
      text|a|A||
      end repeat||||
      end_group||||
      text|b|B||
      """)
    #expect(form.items.map(\.name) == ["g", "b"])
    let roster = try #require(form.items[0].children.first)
    #expect(roster.kind == .roster(count: Formula("${n}")))
    #expect(roster.children.map(\.name) == ["a"])
    #expect(form.notes.isEmpty)
  }

  @Test func unbalancedGroupsAreNoted() throws {
    #expect(
      try TestBook.survey("type|name\nbegin group|g\ntext|a\nend repeat|").noteCodes
        == ["R0121", "R0122"])
    #expect(try TestBook.survey("type|name\nend group|g").hasReadingErrors)
  }

  @Test func commentsAndDisabledRowsAreLeftOut() throws {
    let form = try TestBook.survey(
      "type|name|label|disabled|comment\ntext|a|A|yes|\n||||only a comment\ntext|b|B||")
    #expect(form.items.map(\.name) == ["b"])
    #expect(form.noteCodes == ["R0111", "R0110"])
    #expect(!form.hasReadingErrors)
  }

  @Test func aTableListBecomesAFieldListWithAHeader() throws {
    let form = try TestBook.read(
      (
        name: "survey",
        lines:
          "type|name|label|appearance\nbegin group|g|G|table-list\nselect_one l|a|A|\n"
          + "select_one l|b|B|\nend group|||"
      ), (name: "choices", lines: "list_name|name|label\nl|x|X"))
    let group = try #require(form.items.first)
    #expect(group.appearance == "field-list")
    #expect(
      group.children.map(\.name) == [
        "generated_table_list_label_2", "reserved_name_for_field_list_labels_3", "a", "b",
      ])
    #expect(group.children.map(\.appearance) == ["", "label", "list-nolabel", "list-nolabel"])
  }

  @Test func choicesKeepTheirOwnColumns() throws {
    let form = try TestBook.read(
      (name: "survey", lines: "type|name|label\nselect_one l|a|A"),
      (
        name: "choices",
        lines:
          "list name|value|label::en|image|District Code|district\nl|x|X|x.png|9|d1\n|||||\nm|y|Y|||d2"
      ))
    #expect(form.choiceLists.map(\.name) == ["l", "m"])
    let choice = try #require(form.choiceLists.first?.choices.first)
    #expect(choice.label.byLanguage == ["en": "X"])
    #expect(choice.media["image"]?.byLanguage == ["": "x.png"])
    #expect(
      choice.attributes == [
        .init(name: "District Code", value: "9"), .init(name: "district", value: "d1"),
      ])
    #expect(choice.place == .cell(sheet: "choices", column: 2, row: 2))
    #expect(form.noteCodes == ["R0106"])
  }

  @Test func headersThatCollideAreNoted() throws {
    #expect(try TestBook.survey("type|name|label|label\ntext|a|A|B").noteCodes == ["R0101"])
    #expect(
      try TestBook.survey("type|name|relevant|relevance\ntext|a|1|1").noteCodes == ["R0102"])
  }

  @Test func oursAreReadAndWritten() throws {
    let form = try TestBook.read(
      (
        name: "survey",
        lines: "type|name|label|soft_check|soft_check_message::es|soft_check_2|missing\n"
          + "integer|a|A|. < 120|¿Seguro?|. > 1|refused\ninteger|b|B||||none"
      ), (name: "missing_codes", lines: "name|label::es\nrefused|No responde"))
    let item = try #require(form.items.first)
    #expect(item.softChecks.map(\.condition.text) == [". < 120", ". > 1"])
    #expect(item.softChecks[0].message.byLanguage == ["es": "¿Seguro?"])
    #expect(item.missing == ["refused"])
    #expect(form.items[1].missing == [])
    #expect(form.missingCodes.map(\.label.byLanguage) == [["es": "No responde"]])
  }

  @Test func aMissingCodeStandsOnce() throws {
    let form = try TestBook.read(
      (name: "survey", lines: "type|name|label\ninteger|a|A"),
      (name: "missing_codes", lines: "name|label\n|Nada\n99|No sabe\n98|No responde\n99|Otra"))
    #expect(form.noteCodes == ["R0201", "R0202"])
    #expect(form.missingCodes.map(\.name) == ["99", "98"])
  }

  @Test(arguments: [
    ("text", "rows=5", []),
    ("text", "rows=many", ["R0304"]),
    ("text", "colour=red", ["R0302"]),
    ("text", "rows 5", ["R0301"]),
    ("range", "start=0; end=1, step=0.1", []),
    ("range", "start=0 end=10 placeholder=11", ["R0311"]),
    ("range", "start=0 end=10 step=2 placeholder=3", ["R0310"]),
    ("geotrace", "incremental=true", []),
    ("geopoint", "incremental=true", ["R0302"]),
    ("audio", "quality=loud", ["R0303"]),
    ("photo", "app=org.example.camera", []),
    ("photo", "app=camera", ["R0314"]),
    ("select_one_from_file a.csv", "value=id label=the_name", []),
    ("select_one_from_file a.csv", "seed=3", ["R0306"]),
    ("select_one_from_file a.txt", "", ["R0208"]),
    ("audit", "location-priority=balanced", ["R0307", "R0114"]),
  ])
  func parametersAreChecked(type: String, parameters: String, codes: [String]) throws {
    let name = type == "audit" ? "audit" : "a"
    let form = try TestBook.survey("type|name|label|parameters\n\(type)|\(name)|A|\(parameters)")
    #expect(form.noteCodes == codes)
  }

  @Test func tagsOfOpenStreetMapAreKept() throws {
    let form = try TestBook.read(
      (name: "survey", lines: "type|name|label\nosm building|a|A"),
      (name: "osm", lines: "list_name|name|label\nbuilding|material|Material\n|stray|"))
    #expect(form.osmTags.map(\.name) == ["building"])
    #expect(form.noteCodes == ["R0209", "R0114"])
    for format in QuestionnaireFile.Format.allCases {
      let bytes = try QuestionnaireFile.write(form, as: format)
      let back = try QuestionnaireFile.read(bytes, name: "form.\(format.rawValue)")
      #expect(back.osmTags.map(\.name) == ["building"])
      #expect(back.canonicalBytes == form.canonicalBytes)
    }
    let again = try Questionnaire(canonicalBytes: form.canonicalBytes)
    #expect(again.osmTags.first?.choices.first?.name == "material")
  }

  @Test func whatIsNotReadIsSaid() throws {
    let gap = String(repeating: "\n", count: 62)
    let form = try TestBook.read(
      (name: "survey", lines: "type|name||label\ntext|a|lost|A\(gap)text|b||B"),
      (name: "settings", lines: "form_id\nx\ny"), (name: "_notes", lines: "a"))
    #expect(form.items.map(\.name) == ["a"])
    #expect(form.noteCodes == ["R0412", "R0113", "R0109", "R0107"])
    #expect(
      form.notes.map(\.place) == [
        .cell(sheet: "settings", column: 1, row: 3), .cell(sheet: "survey", column: 1, row: 64),
        .cell(sheet: "survey", column: 3, row: 1), nil,
      ])
  }

  @Test func aHeaderOfSeveralLanguagesIsNoted() throws {
    #expect(
      try TestBook.survey("type|name|label::es::en\ntext|a|A").noteCodes == ["R0103"])
    #expect(try TestBook.survey("type|name|media::image::es\ntext|a|A.png").noteCodes == [])
  }

  @Test func aListAndAFileOfOneNameAreNoted() throws {
    let form = try TestBook.read(
      (name: "survey", lines: "type|name|label\nselect_one_from_file l.csv|a|A"),
      (name: "choices", lines: "list_name|name|label\nl|x|X"))
    #expect(form.noteCodes == ["R0210"])
  }

  @Test func aTypePlaceIsItsCell() throws {
    let form = try TestBook.survey("name|label|type\na|A|selct_one l")
    let finding = try #require(Checker.check(form).first { $0.code == "Q0108" })
    #expect(finding.place == .cell(sheet: "survey", column: 3, row: 2))
  }

  @Test func entitiesAreChecked() throws {
    func codes(_ entities: String, _ saveTo: String) throws -> [String] {
      try TestBook.read(
        (name: "survey", lines: "type|name|label|save_to\ntext|a|A|\(saveTo)"),
        (name: "entities", lines: entities)
      ).noteCodes.filter { $0 != "R0429" }
    }
    #expect(try codes("list_name|label\ntrees|${a}", "species") == [])
    #expect(try codes("dataset|label\ntrees|${a}", "trees#species") == [])
    #expect(try codes("list_name|label\ntrees|", "species") == ["R0426"])
    #expect(try codes("list_name|label\ntrees|${b}", "species") == ["R0430"])
    #expect(try codes("list_name|label\ntrees|if(${a}, 1)", "species") == ["R0431"])
    #expect(try codes("list_name|label\ntrees|concat(${a}", "species") == ["R0431"])
    #expect(try codes("list_name|label\ntrees|${a}", "name") == ["R0421"])
    #expect(try codes("list_name|label\ntrees|${a}", "shrubs#x") == ["R0425"])
    #expect(try codes("list_name|update_if\ntrees|1", "") == ["R0428", "R0426"])
  }

  @Test(arguments: [
    ("2024-01-01", QuestionType.date, false), ("today()", .date, true), ("a - b", .text, true),
    ("10 12 -3", .geopoint, false), ("${a}", .text, true), ("plain words", .text, false),
    ("'a + b'", .text, false), ("1+1", .integer, true), ("-5", .integer, false),
    ("once-off", .text, false), ("a|b", .text, true),
  ])
  func defaultsAreDynamicOrFixed(text: String, type: QuestionType, dynamic: Bool) {
    #expect(Formula(text).isDynamic(for: type) == dynamic)
  }
}
