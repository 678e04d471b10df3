import Foundation
import Testing

@testable import QuestionnaireLanguage

/// Writing and reading back gives the same questionnaire.
struct RoundTripTests {
  @Test(.enabled(if: Corpus.isThere, Comment(rawValue: Corpus.reason)))
  func corpusWorkbooksSurviveYAMLAndWorkbook() throws {
    var differing: [String] = []
    var count = 0
    for workbook in try Corpus.workbooks() where workbook.accepted {
      let form = try QuestionnaireFile.read(workbook.bytes, name: workbook.file)
      let yaml = try QuestionnaireFile.write(form, as: .yaml)
      let fromYAML = try QuestionnaireFile.read(yaml, name: "form.yaml")
      let xlsx = try QuestionnaireFile.write(fromYAML, as: .xlsx)
      let fromXLSX = try QuestionnaireFile.read(xlsx, name: "form.xlsx")
      count += 1
      if fromYAML.canonicalBytes != form.canonicalBytes {
        differing.append("\(workbook.file): YAML: \(difference(form, fromYAML))")
      } else if fromXLSX.canonicalBytes != form.canonicalBytes {
        differing.append("\(workbook.file): workbook: \(difference(form, fromXLSX))")
      }
    }
    print("round trips: \(count - differing.count) of \(count)")
    #expect(differing.isEmpty, "\(differing.joined(separator: "\n"))")
  }

  /// Everything the model has, in one questionnaire.
  private static let full = """
    id: full
    version: "2"
    title: Todo
    root: respuesta
    languages: [es, en]
    instance_name: concat('a', ${a})
    settings: {style: pages, "attribute::x": "1"}
    missing_codes:
      dont_know: {es: No sabe; no recuerda, en: "Don't know = nothing"}
      refused: No responde
    choices:
      yn:
        - {name: "yes", label: {es: Sí, en: "Yes"}, image: {es: si.png}, code: "01"}
        - {name: "no", label: "No", region: x, code: "02", concept: "x:1", columns: {concept: own}}
    external_choices: {towns: [{name: t, state: s, concept: "x:2"}]}
    cross_checks:
      - name: same
        form: hogar
        match: {b: b, a: c}
        condition: "${a} = ${hogar#c}"
        message: {es: No coincide, en: They differ}
    entities: [{list_name: trees, label: "${a}"}]
    survey:
      - type: integer
        name: a
        label: {es: "¿Cuántos: «varios»?", en: "How many # of\nthem & <others>?"}
        hint: |
          Una línea
          y otra
        guidance_hint: {es: guía}
        audio: {es: a.mp3}
        required: yes
        required_message: {es: Falta}
        read_only: ${b} = 1
        constraint: ". > 0 and . < 10"
        constraint_message: {es: No, en: "No!"}
        relevant: true
        trigger: ${b}
        default: "5"
        appearance: numbers ours
        parameters: {rows: "3"}
        soft_checks:
          - {check: ". < 9", message: {es: ¿Seguro?, en: Sure?}}
          - {check: ". > 1"}
        missing: [dont_know]
        concept: sdg:16.1.3
        reference_period: P12M
        sensitivity: personal
        columns: {"bind::oc:x": y, intent: do}
      - type: group
        name: g
        label: {es: Grupo}
        sensitivity: sensitive
        reference_period: 2025-01-01/2025-12-31
        sealed: yes
        items:
          - {type: select_one yn or_other, name: b, label: B, missing: []}
          - type: repeat
            name: r
            repeat_count: ${a}
            items:
              - {type: select_one_from_file towns.csv, name: c, label: C, choice_filter: "x = 1"}
      - {type: calculate, name: d, calculation: "1 + 1"}
    """

  @Test(arguments: [QuestionnaireFile.Format.yaml, .xlsx])
  func everyPartOfTheModelSurvives(format: QuestionnaireFile.Format) throws {
    let form = try QuestionnaireFile.read(Array(Self.full.utf8), name: "full.yaml")
    let bytes = try QuestionnaireFile.write(form, as: format)
    let back = try QuestionnaireFile.read(bytes, name: "full.\(format.rawValue)")
    #expect(back.canonicalBytes == form.canonicalBytes, "\(difference(form, back))")
    // What is kept is said to be, from either format.
    #expect(back.noteCodes == form.noteCodes)
    #expect(Set(back.noteCodes) == ["R0108", "R0118", "R0411", "R0429"])
    let again = try QuestionnaireFile.write(back, as: format)
    #expect(again == bytes, "the same form is written as the same bytes")
  }

  /// The questionnaires of this package, as YAML and as workbooks.
  @Test func ourQuestionnairesSurvive() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Questionnaires")
    let folders = try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
    for folder in folders {
      let file = root.appending(path: folder).appending(path: "questionnaire.yaml")
      guard FileManager.default.fileExists(atPath: file.path) else { continue }
      let form = try QuestionnaireFile.read([UInt8](Data(contentsOf: file)), name: file.path)
      for format in QuestionnaireFile.Format.allCases {
        let bytes = try QuestionnaireFile.write(form, as: format)
        let back = try QuestionnaireFile.read(bytes, name: "form.\(format.rawValue)")
        #expect(back.canonicalHash == form.canonicalHash, "\(folder): \(difference(form, back))")
      }
    }
  }

  @Test func aWorkbookRefusesWhatItCannotHold() throws {
    var form = Questionnaire(id: "x")
    form.items = [Item(.question(.note), name: "a")]
    form.items[0].label = LocalizedText(["": "bell \u{7}"])
    #expect(throws: QuestionnaireWritingError(.controlCharacter, "survey!C2")) {
      try QuestionnaireFile.write(form, as: .xlsx)
    }
    form.items[0].label = LocalizedText(["": String(repeating: "x", count: 40_000)])
    #expect(throws: QuestionnaireWritingError(.cellTooLong, "survey!C2")) {
      try QuestionnaireFile.write(form, as: .xlsx)
    }
  }

  private func difference(_ a: Questionnaire, _ b: Questionnaire) -> String {
    if a.languages != b.languages { return "languages \(a.languages) \(b.languages)" }
    if a.defaultLanguage != b.defaultLanguage { return "\(a.defaultLanguage) \(b.defaultLanguage)" }
    if a.settings != b.settings { return "settings \(a.settings) \(b.settings)" }
    if [a.id, a.version, a.title, a.rootName] != [b.id, b.version, b.title, b.rootName] {
      return "names \([a.id, a.version, a.title]) \([b.id, b.version, b.title])"
    }
    if a.instanceName != b.instanceName { return "instance name" }
    if a.entities != b.entities { return "entities" }
    if a.crossChecks != b.crossChecks { return "\(a.crossChecks) \(b.crossChecks)" }
    return firstDifference(a.items, b.items)
      ?? firstDifference(a.choiceLists, b.choiceLists)
      ?? firstDifference(a.externalChoiceLists, b.externalChoiceLists) ?? "?"
  }

  private func firstDifference(_ a: [Item], _ b: [Item]) -> String? {
    if a.count != b.count { return "\(a.map(\.name)) \(b.map(\.name))" }
    for (x, y) in zip(a, b) {
      var (x, y) = (x, y)
      if let below = firstDifference(x.children, y.children) { return below }
      (x.place, y.place, x.children, y.children) = (nil, nil, [], [])
      if x != y { return "\(x)\n  \(y)" }
    }
    return nil
  }

  private func firstDifference(_ a: [ChoiceList], _ b: [ChoiceList]) -> String? {
    if a.map(\.name) != b.map(\.name) { return "\(a.map(\.name)) \(b.map(\.name))" }
    for (x, y) in zip(a, b) {
      if x.choices.count != y.choices.count { return "list \(x.name)" }
      for (c, d) in zip(x.choices, y.choices) {
        var (c, d) = (c, d)
        (c.place, d.place) = (nil, nil)
        if c != d { return "\(c)\n  \(d)" }
      }
    }
    return nil
  }
}
