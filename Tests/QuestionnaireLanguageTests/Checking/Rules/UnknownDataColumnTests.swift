import Testing

@testable import QuestionnaireLanguage

@Suite struct UnknownDataColumnTests {
  @Test func goodFilesGiveNoFinding() throws {
    #expect(try DataFileForm.findings(UnknownDataColumn.self, DataFileForm.good) == [])
  }

  @Test func columnsThatTheFileLacksAreNamed() throws {
    let files = ["towns.csv": "kode,label\n1,A\n", "areas.csv": "name,title\n1,A\n"]
    #expect(
      try DataFileForm.findings(UnknownDataColumn.self, files) == [
        "“towns.csv” does not have the column “code”, which “town” uses.",
        "“towns.csv” does not have the column “dep”, which “town” uses.",
        "“areas.csv” does not have the column “label”, which “area” uses.",
        "“towns.csv” does not have the column “pop”, which “c” uses.",
        "“towns.csv” does not have the column “code”, which “c” uses.",
        "“towns.csv” does not have the column “pop”, which “d” uses.",
        "“towns.csv” does not have the column “dep”, which “d” uses.",
      ])
  }

  @Test func aMissingFileIsNoneOfItsConcern() throws {
    #expect(try DataFileForm.findings(UnknownDataColumn.self, [:]) == [])
  }
}
