import Testing

@testable import QuestionnaireLanguage

@Suite struct UnreadableDataFileTests {
  @Test func goodFilesGiveNoFinding() throws {
    #expect(try DataFileForm.findings(UnreadableDataFile.self, DataFileForm.good) == [])
  }

  @Test func aDamagedFileIsAnErrorWithItsLine() throws {
    let found = try DataFileForm.findings(UnreadableDataFile.self, ["towns.csv": "code\n\"x\n"])
    #expect(found.count == 1 && found[0].hasPrefix("towns.csv, line 2: "))
  }

  @Test func aMissingFileIsNoneOfItsConcern() throws {
    #expect(try DataFileForm.findings(UnreadableDataFile.self, [:]) == [])
  }
}
