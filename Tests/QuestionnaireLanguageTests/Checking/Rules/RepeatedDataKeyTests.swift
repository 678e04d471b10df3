import Testing

@testable import QuestionnaireLanguage

@Suite struct RepeatedDataKeyTests {
  @Test func goodFilesGiveNoFinding() throws {
    #expect(try DataFileForm.findings(RepeatedDataKey.self, DataFileForm.good) == [])
  }

  @Test func keysThatRepeatAreNamedUnlessAFilterTellsThemApart() throws {
    let files = [
      "towns.csv": "code,label,dep,pop\n1,A,x,1\n1,B,y,2\n2,C,x,3\n,D,x,4\n,E,z,5\n",
      "areas.csv": "name,label\n1,A\n1,B\n",
    ]
    #expect(
      try DataFileForm.findings(RepeatedDataKey.self, files) == [
        "In “areas.csv” the column “name” repeats “1”.",
        "In “towns.csv” the column “code” repeats “1”.",
        "In “towns.csv” the column “dep” repeats “x”.",
      ])
  }
}
