import Messages
import Testing

@testable import QuestionnaireLanguage

/// The rules about data files: what each says of a questionnaire with these files.
@Suite struct DataFileRuleTests {
  private func findings(_ rule: any Rule.Type, _ files: [String: String]) throws -> [String] {
    let yaml = """
      id: f
      version: '1'
      survey:
        - {type: text, name: t, label: T}
        - type: select_one_from_file towns.csv
          name: town
          label: Town
          parameters: {value: code}
          choice_filter: dep = ${t}
        - {type: select_one_from_file areas.csv, name: area, label: Area}
        - {type: calculate, name: c, calculation: "pulldata('towns', 'pop', 'code', ${t})"}
        - {type: calculate, name: d, calculation: "pulldata('towns', 'pop', 'dep', ${t})"}
      """
    var form = try QuestionnaireFile.read(Array(yaml.utf8), name: "f.yaml")
    form.dataFiles = files.map { DataFile(name: $0.key, bytes: Array($0.value.utf8)) }
    let findings = rule.check(CheckContext(form))
    for finding in findings {
      #expect(finding.code == rule.kind.code && finding.place != nil)
      #expect(finding.message.spanish != finding.message.english)
    }
    return findings.map(\.message.english)
  }

  private let good = [
    "towns.csv": "code,label,dep,pop\n1,A,x,1\n2,B,y,2\n", "areas.csv": "name,label\n1,A\n",
  ]

  @Test(arguments: [
    MissingDataFile.self as any Rule.Type, UnreadableDataFile.self, UnknownDataColumn.self,
    RepeatedDataKey.self,
  ])
  func goodFilesGiveNoFinding(rule: any Rule.Type) throws {
    #expect(try findings(rule, good) == [])
  }

  @Test func aMissingFileIsNamedOnceWithThoseWhoUseIt() throws {
    #expect(
      try findings(MissingDataFile.self, ["areas.csv": "name,label\n"]) == [
        "The file “towns.csv” is missing; used by “town”, “c”, “d”."
      ])
    #expect(try findings(UnreadableDataFile.self, [:]) == [])
    #expect(try findings(UnknownDataColumn.self, [:]) == [])
  }

  @Test func aDamagedFileIsAnErrorWithItsLine() throws {
    let found = try findings(UnreadableDataFile.self, ["towns.csv": "code\n\"x\n"])
    #expect(found.count == 1 && found[0].hasPrefix("towns.csv, line 2: "))
  }

  @Test func columnsThatTheFileLacksAreNamed() throws {
    let files = ["towns.csv": "kode,label\n1,A\n", "areas.csv": "name,title\n1,A\n"]
    #expect(
      try findings(UnknownDataColumn.self, files) == [
        "“towns.csv” does not have the column “code”, which “town” uses.",
        "“towns.csv” does not have the column “dep”, which “town” uses.",
        "“areas.csv” does not have the column “label”, which “area” uses.",
        "“towns.csv” does not have the column “pop”, which “c” uses.",
        "“towns.csv” does not have the column “code”, which “c” uses.",
        "“towns.csv” does not have the column “pop”, which “d” uses.",
        "“towns.csv” does not have the column “dep”, which “d” uses.",
      ])
  }

  @Test func keysThatRepeatAreNamedUnlessAFilterTellsThemApart() throws {
    let files = [
      "towns.csv": "code,label,dep,pop\n1,A,x,1\n1,B,y,2\n2,C,x,3\n,D,x,4\n,E,z,5\n",
      "areas.csv": "name,label\n1,A\n1,B\n",
    ]
    #expect(
      try findings(RepeatedDataKey.self, files) == [
        "In “areas.csv” the column “name” repeats “1”.",
        "In “towns.csv” the column “code” repeats “1”.",
        "In “towns.csv” the column “dep” repeats “x”.",
      ])
  }
}
