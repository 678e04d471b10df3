import Testing

@testable import QuestionnaireLanguage

@Suite struct MissingDataFileTests {
  @Test func goodFilesGiveNoFinding() throws {
    #expect(try DataFileForm.findings(MissingDataFile.self, DataFileForm.good) == [])
  }

  @Test func aMissingFileIsNamedOnceWithThoseWhoUseIt() throws {
    #expect(
      try DataFileForm.findings(MissingDataFile.self, ["areas.csv": "name,label\n"]) == [
        "The file “towns.csv” is missing; used by “town”, “c”, “d”."
      ])
  }
}
