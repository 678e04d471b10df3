import Testing

@testable import QuestionnaireLanguage

@Suite struct FindingCatalogTests {
  @Test func aCodeIsFoundInWhateverCase() {
    #expect(FindingCatalog.kind("q0406")?.code == "Q0406")
    #expect(FindingCatalog.kind("R0003")?.severity == .error)
    #expect(FindingCatalog.kind("d16")?.severity == .error)
    #expect(FindingCatalog.kind("Q9999") == nil)
  }

  @Test func nearCodesBeginAlikeOrDifferInOneSign() {
    #expect(FindingCatalog.near("Q040").contains { $0.code == "Q0401" })
    #expect(FindingCatalog.near("Q0499").allSatisfy { $0.code.hasPrefix("Q04") })
    #expect(FindingCatalog.near("Q0499").contains { $0.code == "Q0409" })
    #expect(FindingCatalog.near("").isEmpty)
    #expect(FindingCatalog.near("hello").isEmpty)
    #expect(FindingCatalog.near(String(repeating: "Q", count: 1_000_000)).isEmpty)
  }

  @Test func thereAreAtLeastSixtyRules() {
    #expect(FindingCatalog.ofRules.count >= 60)
  }

  @Test(arguments: FindingCatalog.all) func everyKindSaysWhyItMatters(_ kind: FindingKind) {
    #expect(kind.why != nil)
  }
}
