import Testing

@testable import QuestionnaireLanguage

@Suite struct PlaceholdersDifferTests {
  @Test func marksALanguageThatShowsLess() throws {
    try expect(
      PlaceholdersDiffer.self,
      in: """
        languages: [es, en, fr]
        survey:
          - {type: text, name: w, label: {es: N, en: N1, fr: N2}}
          - {type: text, name: a, label: {es: "Edad de ${w}", en: Age, fr: "Âge de ${w}"}}  # ✗
          - {type: text, name: b, label: {es: "De ${w}", en: "Of ${w}", fr: "De ${w}"}}
          - {type: text, name: c, label: {es: "De ${w}", en: "Of ${a}", fr: "De ${b}"}}
          - {type: text, name: d, label: {es: "De ${w}"}}
        """)
  }
}
