import Testing

@testable import QuestionnaireLanguage

/// What a questionnaire says beyond XLSForm, from workbooks and YAML.
@Suite struct OwnColumnsTests {
  private func book(_ column: String, _ value: String, type: String = "text") throws
    -> Questionnaire
  {
    try TestBook.survey("type|name|label|\(column)\n\(type)|a|A|\(value)")
  }

  private func yaml(_ text: String) throws -> Questionnaire {
    try QuestionnaireFile.read(Array(text.utf8), name: "f.yaml")
  }

  @Test(arguments: ["iccs:0601", "sdg:16.1.3", "https://example.org/c/1", "x-y_z.1:a b"])
  func conceptsAreASchemeAndItsCode(id: String) throws {
    let form = try book("concept", id)
    let isID = !id.contains(" ")
    #expect(form.items[0].concept == (isID ? id : nil))
    #expect(form.items[0].extras["concept"] == (isID ? nil : id), "kept, not used")
    #expect(form.noteCodes == (isID ? [] : ["R0501"]))
  }

  @Test(arguments: [
    "P12M", "P1Y", "P1Y6M", "P2W", "P7D", "2025-01-01/2025-12-31", "2024-02-29/2024-02-29",
  ])
  func referencePeriodsAreISO(text: String) throws {
    let form = try book("reference_period", text)
    #expect(form.items[0].referencePeriod?.text == text)
    #expect(form.noteCodes == [])
  }

  @Test(arguments: [
    "P", "P0M", "P1", "P-1M", "PT1H", "P1M1Y", "P1M2M", "P99999M", "2025", "2025-01-01",
    "2025-02-30/2025-12-31", "2025-12-31/2025-01-01", "2025-1-1/2025-12-31", "P1M/2025-01-01",
    "/", "últimos 12 meses", "٢٠٢٥-01-01/2025-12-31",
  ])
  func otherPeriodsAreKeptWithAWarning(text: String) throws {
    let form = try book("Reference Period", text)
    #expect(form.items[0].referencePeriod == nil)
    #expect(form.items[0].extras["reference_period"] == text)
    #expect(form.noteCodes == ["R0502"])
    #expect(!form.hasReadingErrors)
  }

  @Test func sensitivityAndSealsAreNotGuessed() throws {
    #expect(try book("sensitivity", "sensitive").items[0].sensitivity == .sensitive)
    #expect(try book("sensitivity", "none").items[0].sensitivity == .open)
    #expect(try book("sensitivity", "personnal").noteCodes == ["R0503"])
    #expect(try book("sealed", "maybe").noteCodes == ["R0504"])
    #expect(try book("sealed", "yes").noteCodes == ["R0505"], "a question cannot be sealed")
    let group = try TestBook.survey(
      "type|name|label|sealed\nbegin group|g|G|yes\ntext|a|A|\nend group|||")
    #expect(group.items[0].isSealed)
    #expect(group.noteCodes == [])
  }

  @Test func choicesHaveConceptsOnASheetOfTheirOwn() throws {
    func read(_ concepts: String) throws -> Questionnaire {
      try TestBook.read(
        (name: "survey", lines: "type|name|label\nselect_one l|a|A"),
        (name: "choices", lines: "list_name|name|label|concept\nl|x|X|own\nl|y|Y|\nl|x|Z|"),
        (name: "choice_concepts", lines: "list_name|name|concept\n" + concepts))
    }
    let form = try read("l|x|iccs:01\nl|x|iccs:02")
    #expect(form.choiceLists[0].choices.map(\.concept) == ["iccs:01", nil, "iccs:02"])
    #expect(form.choiceLists[0].choices[0].attributes.map(\.value) == ["own"], "the author's")
    #expect(try read("l|z|iccs:01").noteCodes == ["R0506"])
    #expect(try read("l|y|robo").noteCodes == ["R0510"])
  }

  @Test func aChoiceInYAMLHasBoth() throws {
    let form = try yaml(
      """
      id: f
      choices:
        l:
          - {name: x, label: X, concept: "iccs:01", columns: {concept: own, columns: "2"}}
          - {name: y, label: Y, concept: old column}
      survey: [{type: select_one l, name: a, label: A}]
      """)
    let choices = form.choiceLists[0].choices
    #expect(choices.map(\.concept) == ["iccs:01", nil])
    #expect(choices[0].attributes.map(\.name) == ["concept", "columns"])
    #expect(choices[1].attributes.map(\.value) == ["old column"])
    #expect(form.noteCodes == ["R0501"])
  }

  @Test func crossChecksNameWhatTheyLack() throws {
    func codes(_ sheet: String) throws -> [String] {
      try TestBook.read(
        (name: "survey", lines: "type|name|label\ntext|a|A"), (name: "cross_checks", lines: sheet)
      ).noteCodes
    }
    #expect(
      try codes("name|form|match|condition|message::es\nn|hogar|a=b c=d|${a} = ${hogar#b}|No")
        == [])
    #expect(try codes("name|form|match|condition\nn||a=b|1") == ["R0507"])
    #expect(try codes("name|form|match|condition\nn|hogar|a|1") == ["R0508", "R0507"])
    #expect(try codes("name|form|match|condition\nn|hogar|a=b a=c|1") == ["R0508", "R0507"])
    #expect(try codes("name|form|match|condition|when\nn|hogar|a=b|1|now") == ["R0509"])
    #expect(try yaml("id: f\ncross_checks: [{name: n}]\nsurvey: []").noteCodes.count == 3)
  }

  @Test func aKeptColumnOfOursMeansWhatItsKeyMeans() throws {
    let form = try yaml(
      "id: f\nsurvey: [{type: text, name: a, label: A, columns: {concept: 'iccs:01', x: y}}]")
    #expect(form.items[0].concept == "iccs:01")
    #expect(form.items[0].extras == ["x": "y"])
  }
}
