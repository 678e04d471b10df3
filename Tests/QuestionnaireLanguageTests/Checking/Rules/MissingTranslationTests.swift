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
}
