import Testing

@testable import QuestionnaireLanguage

@Suite struct UnknownDefaultLanguageTests {
  @Test func marksADefaultWithoutTexts() throws {
    try expect(
      UnknownDefaultLanguage.self,
      in: """
        languages: [es, en]
        default_language: fr
        survey:
          - {type: text, name: a, label: {es: A, en: B}}
        """, wholeForm: 1)
  }

  @Test func acceptsOneOfTheLanguages() throws {
    try expect(
      UnknownDefaultLanguage.self,
      in: """
        languages: [es, en]
        default_language: en
        survey:
          - {type: text, name: a, label: {es: A, en: B}}
        """)
  }
}
