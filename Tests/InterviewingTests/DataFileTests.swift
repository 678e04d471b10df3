import Interviewing
import QuestionnaireLanguage
import Replication
import Testing

/// Data files in an interview: `pulldata`, `instance()`, selects from files.
@Suite struct DataFileTests {
  /// What every file holds; the CSV has cells with separators, quotes and lines of their own.
  private static let files = [
    file(
      "plain.csv",
      "name,label,pop\r\n01,\"San, Juan\",10\r\n02,\"He said \"\"hi\"\"\nnew\",20.5\r\n\r\n"
        + "03,Tres,30\r\n04\r\n05,\"  \",-1\r\n"),
    file("semi.csv", "name;label\n1;a,b\n2;c\n"),
    file(
      "places.geojson",
      """
      {"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "fs87b", "geometry": {"type": "Point",
         "coordinates": [102, 0.50]}, "properties": {"id": "pid", "title": "One", "n": 1.50,
         "t": true, "z": null, "name": "x"}},
        {"type": "Feature", "id": 7, "geometry": {"type": "LineString",
         "coordinates": [[1.0, 2.0, 5], [3.25, 4]]}, "properties": {"title": "Two"}},
        {"type": "Feature", "geometry": {"type": "Polygon",
         "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]], [[9, 9]]]},
         "properties": {"title": "Three", "id": "p3"}}
      ]}
      """),
    file(
      "doc.xml",
      """
      <root><item><name>a</name><label> Al pha </label><deep><x>1</x><x>2</x></deep></item>\
      <item k="v"><name>b</name><label/></item><version>3</version></root>
      """),
  ]

  private static func file(_ name: String, _ text: String) -> DataFile {
    DataFile(name: name, bytes: Array(text.utf8))
  }

  private static func interview(
    _ items: [Item], _ files: [DataFile] = files, lists: [ChoiceList] = []
  ) throws -> Interview {
    var form = Fixture.questionnaire(items, lists: lists)
    form.dataFiles = files
    return Interview(try CompiledQuestionnaire(form), environment: Fixture.environment())
  }

  /// Calculations over the files with what JavaRosa 5.1 answers, given the same files.
  @Test(arguments: [
    ("instance('plain')/root/item[name='01']/label", "San, Juan"),
    ("instance('plain')/root/item['02' = name]/pop", "20.5"),
    ("instance('plain')/root/item[name=2]/pop", "20.5"),
    ("instance('plain')/root/item[pop=20.5]/label", "He said \"hi\"\nnew"),
    ("instance('plain')/root/item[position()=2]/name", "02"),
    ("instance('plain')/root/item[name='03' and pop > 20]/label", "Tres"),
    ("instance('plain')/root/item[name='03' and pop > 40]/label", ""),
    ("string-length(instance('plain')/root/item[name='04']/label)", "0"),
    ("count(instance('plain')/root/item)", "5"),
    ("count(instance('plain')/root/item[label=''])", "1"),
    ("max(instance('plain')/root/item/pop)", "30"),
    ("join(' ', instance('plain')/root/item/name)", "01 02 03 04 05"),
    ("instance('semi')/root/item[name='1']/label", "a,b"),
    ("instance('places')/root/item[position()=1]/id", "fs87b"),
    ("instance('places')/root/item[position()=1]/geometry", "0.5 102 0 0"),
    ("instance('places')/root/item[id=7]/geometry", "2.0 1.0 0 0; 4 3.25 0 0"),
    ("instance('places')/root/item[position()=3]/id", "p3"),
    ("instance('places')/root/item[id='p3']/geometry", "0 0 0 0; 1 0 0 0; 1 1 0 0; 0 0 0 0"),
    ("instance('places')/root/item[title='One']/n", "1.50"),
    ("instance('places')/root/item[title='One']/t", "true"),
    ("instance('places')/root/item[title='One']/z", ""),
    ("instance('places')/root/item[title='Two']/name", ""),
    ("instance('doc')/root/item[name='a']/label", "Al pha"),
    ("count(instance('doc')/root/item)", "2"),
    ("instance('doc')/root/version", "3"),
    ("count(instance('doc')/root/item/deep/x)", "2"),
    ("instance('doc')/root/item[name='a']/deep/x[position()=2]", "2"),
    ("pulldata('plain', 'label', 'name', '02')", "He said \"hi\"\nnew"),
    ("pulldata('plain.csv', 'label', 'name', '02')", "He said \"hi\"\nnew"),
    ("pulldata('plain', 'pop', 'name', '02') + 1", "21.5"),
    ("pulldata('plain', 'label', 'name', 1)", ""),
    ("pulldata('plain', 'nope', 'name', '01')", ""),
    ("pulldata('plain', 'label', 'nope', '01')", ""),
    ("pulldata('nofile', 'label', 'name', '01')", ""),
    ("pulldata('plain', 'label', 'name', '')", ""),
  ])
  func agreesWithJavaRosa(expression: String, expected: String) throws {
    let named = ["plain", "semi"].map { Fixture.question(.externalData("csv-external"), $0) }
    let others = [
      Fixture.question(.externalData("xml-external"), "doc"),
      Fixture.question(.selectOne(ChoiceSource(.file("places.geojson"))), "place"),
    ]
    let interview = try Self.interview(
      named + others + [Fixture.calculation("c", expression)])
    #expect(interview.value("/data/c") == expected)
  }

  private static let towns = file(
    "towns.csv",
    "code,town,dep\n11,Acajutla,so\n12,Izalco,so\n21,Metapán,sa\n")

  private static func cascade() -> [Item] {
    [
      Fixture.question(.selectOne(ChoiceSource(.list("dep"))), "dep"),
      Fixture.question(.selectOne(ChoiceSource(.file("towns.csv"))), "town") {
        $0.parameters = ["value": "code", "label": "town"]
        $0.choiceFilter = Formula("dep = ${dep}")
      },
      Fixture.calculation("name", "jr:choice-name(${town}, '${town}')"),
      Fixture.calculation("pulled", "pulldata('towns', 'town', 'code', ${town})"),
    ]
  }

  private static let departments = Fixture.list("dep", [("so", ""), ("sa", "")])

  @Test func aSelectOffersTheRowsOfItsFileThatTheFilterAdmits() throws {
    var interview = try Self.interview(
      Self.cascade(), [Self.towns], lists: [Self.departments])
    #expect(interview.node("/data/town")?.presentation?.choices?.isEmpty == true)
    try interview.answer("/data/dep", .text("so"))
    let offered = interview.node("/data/town")?.presentation?.choices ?? []
    #expect(offered.map { "\($0.name) \($0.label ?? "")" } == ["11 Acajutla", "12 Izalco"])
    try interview.answer("/data/town", .text("12"))
    #expect(interview.value("/data/name") == "Izalco")
    #expect(interview.value("/data/pulled") == "Izalco")
  }

  @Test func anAnswerThatTheFileDoesNotOfferIsAViolation() throws {
    var interview = try Self.interview(
      Self.cascade(), [Self.towns], lists: [Self.departments])
    try interview.answer("/data/dep", .text("sa"))
    #expect(try interview.answer("/data/town", .text("12")).violations.map(\.code) == [.choice])
    #expect(try interview.answer("/data/town", .text("21")).violations.isEmpty)
  }

  @Test func withoutItsFileASelectOffersNothingAndAdmitsAnything() throws {
    var interview = try Self.interview(Self.cascade(), [], lists: [Self.departments])
    try interview.answer("/data/dep", .text("sa"))
    #expect(interview.node("/data/town")?.presentation?.choices?.isEmpty == true)
    #expect(try interview.answer("/data/town", .text("12")).violations.isEmpty)
    #expect(interview.value("/data/pulled") == "")
  }

  @Test func aDamagedFileKeepsTheQuestionnaireFromRunning() throws {
    let error = #expect(throws: CompilationError.self) {
      try Self.interview(
        Self.cascade(), [Self.file("towns.csv", "code,code\n")], lists: [Self.departments])
    }
    #expect(error?.problems.map(\.code) == ["DATA-FILE-CSV"])
  }

  /// An index must answer as asking every item does.
  @Test func lookingUpAgreesWithAskingEveryItem() throws {
    let text =
      "k,v\n" + ["", "1", "01", "1.0", "a", "A", "á", " a", "1"].map { "\($0),x\($0)\n" }.joined()
    let probes = ["''", "'1'", "'01'", "1", "'a'", "'á'", "' a'", "true()", "'none'", "${a}"]
    let items =
      [
        Fixture.question(.externalData("csv-external"), "t"),
        Fixture.question(.text, "a") { $0.defaultValue = Formula("A") },
      ]
      + probes.enumerated().flatMap { index, probe in
        [
          Fixture.calculation(
            "fast\(index)", "join('|', instance('t')/root/item[k = \(probe)]/v)"),
          // A place keeps the index out.
          Fixture.calculation(
            "slow\(index)",
            "join('|', instance('t')/root/item[position() > 0][k = \(probe)]/v)"),
        ]
      }
    let interview = try Self.interview(items, [Self.file("t.csv", text)])
    for index in probes.indices {
      #expect(interview.value("/data/fast\(index)") == interview.value("/data/slow\(index)"))
    }
    #expect(interview.value("/data/fast1") == "x1|x1")
    #expect(interview.value("/data/fast3") == "x1|x01|x1.0|x1")
  }

  /// Twenty thousand look-ups in twenty thousand rows are within one evaluation's steps only where
  /// none walks the file.
  @Test func aLookUpDoesNotWalkTheFile() throws {
    let rows = (1...20_000).map { "\($0),v\($0),\($0 - 1)" }.joined(separator: "\n")
    let interview = try Self.interview(
      [
        Fixture.question(.externalData("csv-external"), "t"),
        Fixture.calculation(
          "c", "count(instance('t')/root/item[pulldata('t', 'v', 'k', ./before) != ''])"),
        Fixture.calculation(
          "d",
          "count(instance('t')/root/item[pulldata('t', 'v', 'k', string(number(k) + 1)) != ''])"),
      ],
      [Self.file("t.csv", "k,v,before\n" + rows)])
    #expect(interview.value("/data/c") == "19999")
    #expect(interview.value("/data/d") == "19999")
  }
}
