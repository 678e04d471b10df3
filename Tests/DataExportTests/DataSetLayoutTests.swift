import Foundation
import Interviewing
import QuestionnaireLanguage
import Replication
import Testing

@testable import DataExport

/// Which columns a questionnaire's files have, and what goes into them.
@Suite struct DataSetLayoutTests {
  private static func form(_ survey: String, choices: String = "") throws -> CompiledQuestionnaire {
    let yaml = "id: f\nversion: \"1\"\n\(choices)survey:\n\(survey)"
    return try CompiledQuestionnaire(QuestionnaireFile.read([UInt8](yaml.utf8), name: "f.yaml"))
  }

  private static func answers(_ table: TableLayout) -> [String] {
    table.columns.filter { if case .key = $0.content { false } else { true } }.map(\.name)
  }

  private static let facts = ResponseFacts(
    id: "0f", status: "finished", isStale: true, author: "ana", area: "A1", unit: "",
    conflicts: 2, violations: 1, definition: "d")

  @Test func aNoteHasNoColumnUnlessSomethingIsCalculatedIntoIt() throws {
    let form = try Self.form(
      """
        - {type: note, name: hello, label: Hola}
        - {type: note, name: sum, label: Suma, calculation: 1 + 1}
        - {type: text, name: name, label: Nombre}
      """)
    #expect(Self.answers(DataSetLayout(form).tables[0]).prefix(2) == ["sum", "name"])
  }

  @Test func aQuestionNamedAsAKeyIsWrittenAsItsPath() throws {
    let form = try Self.form("  - {type: text, name: status, label: Estado}")
    let table = DataSetLayout(form).tables[0]
    #expect(Self.answers(table).first == "/data/status")
    #expect(Set(table.columns.map(\.name)).count == table.columns.count)
  }

  @Test func columnsSayWhatTheyMeasure() throws {
    let form = try Self.form(
      """
        - type: group
          name: year
          reference_period: P12M
          items:
            - {type: select_multiple l, name: q, label: Q, concept: "sdg:16.1.3"}
            - {type: integer, name: n, label: N, reference_period: P5Y}
        - {type: integer, name: m, label: M, soft_checks: [{check: ". < 9"}]}
      """, choices: "choices:\n  l:\n    - {name: a, label: A, concept: 'iccs:0401'}\n")
    let columns = DataSetLayout(form).tables[0].columns.filter { !$0.path.isEmpty }
    #expect(columns.prefix(5).map(\.name) == ["year/q", "year/q/a", "year/n", "m", "m@comment"])
    #expect(columns.prefix(4).map(\.concept) == ["sdg:16.1.3", "iccs:0401", nil, nil])
    #expect(columns.prefix(4).map(\.referencePeriod) == ["P12M", "P12M", "P5Y", nil])
  }

  @Test func aCommentStandsBesideItsAnswer() throws {
    let form = try Self.form(
      "  - {type: integer, name: m, label: M, soft_checks: [{check: '. < 9'}]}")
    let layout = DataSetLayout(form)
    var interview = Interview(
      form,
      environment: InterviewEnvironment(
        now: { 0 }, timeZone: .gmt, random: SystemRandomNumberGenerator(), properties: [:]))
    try interview.answer("/data/m", .text("10"))
    let rows = ResponseRows(layout).rows(of: interview.nodes(), Self.facts) { key in
      key.question == "/data/m" ? "contados" : nil
    }
    let place = try #require(layout.tables[0].columns.firstIndex { $0.content == .comment })
    #expect(rows[0].cells[place] == "contados")
    #expect(layout.takesComment("/data/m"))
  }

  @Test func anOtherChoiceHasItsColumnAndItsText() throws {
    let form = try Self.form(
      "  - {type: select_multiple l or_other, name: q, label: Q}",
      choices: "choices:\n  l:\n    - {name: a, label: A}\n")
    let names = Self.answers(DataSetLayout(form).tables[0])
    #expect(names.prefix(4) == ["q", "q/a", "q/other", "q_other"])
  }

  @Test func rostersWithinRostersKeepTheirParents() throws {
    let form = try Self.form(
      """
        - type: repeat
          name: house
          label: Casa
          items:
            - {type: text, name: colour, label: Color}
            - type: repeat
              name: room
              label: Cuarto
              items: [{type: integer, name: size, label: Metros}]
      """)
    let layout = DataSetLayout(form)
    #expect(layout.tables.map(\.roster) == [nil, "/data/house", "/data/house/room"])
    #expect(layout.tables.map(\.parent) == [nil, nil, "/data/house"])
    var interview = Interview(
      form,
      environment: InterviewEnvironment(
        now: { 0 }, timeZone: .gmt, random: SeededGenerator(seed: 1)))
    try interview.answer("/data/house[1]/room[1]/size", .text("9"))
    try interview.addRow("/data/house[1]/room")
    try interview.answer("/data/house[1]/room[2]/size", .text("12"))
    let rows = ResponseRows(layout).rows(of: interview.nodes(), Self.facts)
    #expect(rows.map(\.table) == [0, 1, 2, 2])
    #expect(rows[0].cells.prefix(8) == ["0f", "finished", "1", "ana", "A1", "", "2", "1"])
    #expect(rows[1].cells.prefix(4) == ["0f", "1", "", "1"])
    #expect(rows[2].cells == ["0f", "1.1", "1", "1", "9"])
    #expect(rows[3].cells[1].hasPrefix("1.r") && rows[3].cells.suffix(3) == ["1", "2", "12"])
  }

  @Test func whatIsIrrelevantIsEmptyAndItsRowsAreLeftOut() throws {
    let form = try Self.form(
      """
        - {type: integer, name: n, label: N}
        - {type: text, name: why, label: Por qué, relevant: "${n} > 1"}
        - type: repeat
          name: row
          label: Fila
          relevant: ${n} > 1
          items: [{type: text, name: cell, label: Celda}]
      """)
    var interview = Interview(
      form,
      environment: InterviewEnvironment(
        now: { 0 }, timeZone: .gmt, random: SeededGenerator(seed: 1)))
    try interview.answer("/data/n", .text("2"))
    try interview.answer("/data/why", .text("x"))
    try interview.answer("/data/row[1]/cell", .text("y"))
    let rows = ResponseRows(DataSetLayout(form))
    #expect(rows.rows(of: interview.nodes(), Self.facts).map(\.table) == [0, 1])
    try interview.answer("/data/n", .text("1"))
    let hidden = rows.rows(of: interview.nodes(), Self.facts)
    #expect(hidden.map(\.table) == [0])
    #expect(!hidden[0].cells.contains("x"))
  }

  @Test(arguments: [
    ([], "f.csv"), ([("g", "1")], "f.csv"), ([("f", "2")], "f@1.csv"),
    ([("f", "1")], "f@1.0123abcd.csv"),
  ])
  func filesAreNamedForTheirQuestionnaire(_ others: [(String, String)], _ name: String) throws {
    let form = try Self.form("  - {type: text, name: q, label: Q}")
    let layout = DataSetLayout(form)
    let stem = FileNames.stem(
      id: "f", version: "1", hash: "0123abcdef", others: others.map { (id: $0.0, version: $0.1) })
    #expect(FileNames(stem: stem, layout: layout).name(of: layout.tables[0]) == name)
  }

  @Test func noNameLeavesItsFolder() {
    let stem = FileNames.stem(id: "../../etc/passwd", version: "", hash: "0", others: [])
    #expect(!stem.contains("/") && !stem.hasPrefix("."))
  }
}
