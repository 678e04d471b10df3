import Testing

@testable import QuestionnaireLanguage

@Suite struct MissingNameTests {
  /// Our YAML cannot be read without a name, so the questionnaire is built here.
  @Test func marksARowWithoutNameUnlessItIsANote() {
    var form = Questionnaire(id: "f", version: "1")
    form.items = [
      Item(.question(.text), name: "", at: .line(1)),
      Item(.question(.note), name: "", at: .line(2)),
      Item(.question(.text), name: "b", at: .line(3)),
    ]
    let findings = MissingName.check(CheckContext(form))
    #expect(findings.map(\.place) == [.line(1)])
  }
}
