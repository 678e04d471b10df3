import Foundation
import QuestionnaireLanguage
import Testing

/// Real questionnaires, real interviews, the two executables only: what was answered on three
/// devices is what the server holds and what the data set says.
@Suite struct CorpusEndToEndTests {
  /// The least this test has to show.
  static let fewestWorkbooks = 40

  @Test(.enabled(if: SharedCorpus.isThere, Comment(rawValue: SharedCorpus.absence)))
  func everyRelevantAnswerReachesTheServerAndTheDataSet() throws {
    let seed = UInt64.random(in: 0...UInt64(UInt16.max))
    print("corpus end to end: seed \(seed)")
    var field = try CorpusField(seed: seed)
    defer { field.stop() }

    let workbooks = try SharedCorpus.fieldWorkbooks().filter { try field.publishes($0) }
    #expect(workbooks.count >= Self.fewestWorkbooks)
    let withRosters = workbooks.filter { $0.repeats > 0 }.count
    print("published: \(workbooks.count), \(withRosters) with rosters; not read: \(field.unread)")

    try field.startTeam()
    for workbook in workbooks {
      for golden in workbook.goldenFiles { try field.interview(workbook, answering: golden) }
    }
    try field.deliverEverythingTwice()

    let held = try field.valuesOnServer()
    let exported = try field.exported()
    var table = CorpusComparison()
    for interview in field.interviews {
      table.compare(
        interview, held: held[interview.id] ?? [:], exported: exported[interview.id] ?? [:])
    }
    table.report()
    #expect(table.differences.count == 0, "listed above")
    #expect(table.agreeing.count >= Self.fewestWorkbooks)
  }
}
