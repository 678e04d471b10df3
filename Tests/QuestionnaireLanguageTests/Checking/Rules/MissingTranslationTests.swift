import Testing

@testable import QuestionnaireLanguage

@Suite struct MissingTranslationTests {
  @Test func marksTextsThatLackALanguage() throws {
    try expect(
      MissingTranslation.self,
      in: """
        languages: [es, en]
        survey:
          - {type: text, name: a, label: {es: A, en: B}}
          - {type: text, name: b, label: {es: A}}  # ✗
          - {type: text, name: c, label: X1}
        """)
  }

  @Test func saysOnceThatALanguageLacksMostTexts() {
    var form = Questionnaire(id: "f", version: "1")
    form.languages = ["es", "en"]
    form.items = (0...MissingTranslation.mostOneByOne).map { index in
      var item = Item(.question(.text), name: "q\(index)", at: .line(index + 1))
      item.label = LocalizedText(["es": "Pregunta \(index)"])
      return item
    }
    let findings = MissingTranslation.check(CheckContext(form))
    #expect(findings.map(\.place) == [.line(1)])
  }
}
