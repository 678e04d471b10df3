import Testing

@testable import QuestionnaireLanguage

@Suite struct MixedLanguagesTests {
  @Test func marksTheFirstTextThatNamesNoLanguage() throws {
    try expect(
      MixedLanguages.self,
      in: """
        survey:
          - {type: text, name: a, label: {es: A, en: B}}
          - {type: text, name: b, label: B}  # ✗
          - {type: text, name: c, label: C}
        """)
  }
}
