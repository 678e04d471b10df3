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

  private func difference(_ a: Questionnaire, _ b: Questionnaire) -> String {
    if a.languages != b.languages { return "languages \(a.languages) \(b.languages)" }
    if a.defaultLanguage != b.defaultLanguage { return "\(a.defaultLanguage) \(b.defaultLanguage)" }
    if a.settings != b.settings { return "settings \(a.settings) \(b.settings)" }
    if [a.id, a.version, a.title, a.rootName] != [b.id, b.version, b.title, b.rootName] {
      return "names \([a.id, a.version, a.title]) \([b.id, b.version, b.title])"
    }
    if a.instanceName != b.instanceName { return "instance name" }
    if a.entities != b.entities { return "entities" }
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
