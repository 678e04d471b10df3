import QuestionnaireLanguage
import Testing

private func sample() throws -> Questionnaire {
  try QuestionnaireFile.read(
    Array(
      """
      id: hogares
      version: "3"
      languages: [es, en]
      choices:
        yes_no:
          - {name: yes, label: {es: Sí, en: Yes}, concept: "iccs:01"}
          - {name: no, label: {es: No, en: No}}
      survey:
        - {type: text, name: name, label: {es: Nombre, en: Name}, required: yes}
        - type: repeat
          name: members
          repeat_count: "3"
          items:
            - {type: select_one yes_no, name: works, label: {es: ¿Trabaja?}, relevant: "1 = 1"}
            - {type: text, name: t, reference_period: P1Y, sensitivity: personal}
      cross_checks: [{name: c, form: f, match: {a: b}, condition: "1"}]
      """.utf8), name: "hogares.yaml")
}

@Test func canonicalFormComesBackAsTheQuestionnaire() throws {
  let form = try sample()
  let decoded = try Questionnaire(canonicalBytes: form.canonicalBytes)
  #expect(decoded.canonicalHash == form.canonicalHash)
  #expect(decoded.items == form.items.map { $0.withoutPlaces })
  #expect(decoded.choiceLists.map(\.name) == ["yes_no"])
}

@Test func damagedCanonicalFormIsRefused() throws {
  var form = try sample()
  form.dataFiles = [DataFile(name: "a.csv", bytes: [])]
  let bytes = form.canonicalBytes
  for length in bytes.indices {
    #expect(throws: CanonicalFormError.self) {
      try Questionnaire(canonicalBytes: Array(bytes[..<length]))
    }
  }
  for position in bytes.indices {
    var garbled = bytes
    garbled[position] ^= 0x80
    #expect(throws: CanonicalFormError.self) { try Questionnaire(canonicalBytes: garbled) }
  }
}

@Test(.enabled(if: Corpus.isThere, Comment(rawValue: Corpus.reason)))
func everyWorkbookSurvivesItsCanonicalForm() throws {
  for workbook in try Corpus.workbooks() where workbook.accepted {
    let form = try QuestionnaireFile.read(workbook.bytes, name: workbook.file)
    let decoded = try Questionnaire(canonicalBytes: form.canonicalBytes)
    #expect(decoded.items == form.items.map { $0.withoutPlaces }, "\(workbook.file)")
  }
}

extension Item {
  fileprivate var withoutPlaces: Item {
    var item = self
    item.place = nil
    item.typePlace = nil
    item.children = children.map(\.withoutPlaces)
    return item
  }
}
