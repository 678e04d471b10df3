import Foundation
import Interviewing
import QuestionnaireLanguage
import Replication
import SQLiteStore
import SyncProtocol
import Testing

@testable import Campo

/// What two people's halves of a response come to.
@Suite struct MergedResponseTests {
  private let folder = NSTemporaryDirectory() + "campo-merged-" + UUID().uuidString
  private let form: CompiledQuestionnaire

  init() throws {
    form = try CompiledQuestionnaire(
      QuestionnaireFile.read(
        [UInt8](
          """
          id: hogar
          version: "1"
          survey:
            - {type: integer, name: members, label: Personas}
            - {type: integer, name: children, label: Menores, constraint: ". <= ${members}"}
            - {type: decimal, name: income, label: Ingreso}
            - type: repeat
              name: person
              label: Persona
              items: [{type: integer, name: age, label: Edad, constraint: ". < 120"}]
          """.utf8), name: "hogar.yaml"))
  }

  private func client(_ name: String) throws -> SurveyClient {
    let client = try SurveyClient.create(
      at: "\(folder)/\(name)", author: Author(name: name, role: .enumerator), areas: ["A1"])
    _ = try client.keep(form.questionnaire)
    return client
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  @discardableResult
  private func hand(_ from: SurveyClient, to: SurveyClient) throws -> BundleImportReport {
    let bundle = "\(folder)/\(UUID().uuidString).bundle"
    try from.exportBundle(to: bundle)
    return try to.importBundle(bundle)
  }

  private func answer(
    _ path: String, _ text: String, _ client: SurveyClient, _ id: RecordID
  ) throws {
    var session = try client.resumeInterview(id, in: client.interviewEnvironment)
    _ = try session.answer(path, .text(text))
  }

  /// Five people of whom three are children; one says four people, the other five children.
  @Test func whatOnlyTheMergeBreaksIsSaid() throws {
    defer { remove() }
    let (ana, beto) = (try client("ana"), try client("beto"))
    var session = try ana.startInterview(form, in: ana.interviewEnvironment)
    _ = try session.answer("/data/members", .text("5"))
    _ = try session.answer("/data/children", .text("3"))
    let row = try session.addRow("/data/person")
    _ = try session.answer(row + "/age", .text("130"))
    #expect(try hand(ana, to: beto).mergeViolations.isEmpty)
    try answer("/data/members", "4", ana, session.id)
    try answer("/data/children", "5", beto, session.id)
    // Rows on both sides, so that the age that was wrong before stands elsewhere.
    for client in [ana, beto] {
      var open = try client.resumeInterview(session.id, in: client.interviewEnvironment)
      _ = try open.addRow("/data/person")
    }
    let report = try hand(ana, to: beto)
    #expect(report.mergeViolations.map(\.violation.path) == ["/data/children"])
    #expect(report.mergeViolations.map(\.violation.code) == [.constraint])
    #expect(report.newConflicts == 0)
    #expect(try hand(beto, to: ana).mergeViolations.isEmpty)
    #expect(try hand(ana, to: beto).mergeViolations.isEmpty)
  }

  /// Numbers are texts as they were typed: no path of the data rounds one.
  @Test(arguments: [
    "NaN", "-0.0", "0.1", "1e400", "-1e-400", "9007199254740993", "3.14159265358979323846264338",
    "00012", "+5", "1E5", "99999999999999999999999999999999999999",
  ])
  func numbersArriveBitForBit(number: String) throws {
    defer { remove() }
    let (ana, beto) = (try client("ana"), try client("beto"))
    let session = try ana.startInterview(form, in: ana.interviewEnvironment)
    let income = RegisterKey.answer(AnswerKey(question: "/data/income"))
    try ana.store.save(
      [(income, .text(number))], to: session.id, author: ana.author,
      shown: Record(id: session.id, kind: .response))
    try hand(ana, to: beto)
    let merged = "\(folder)/joined.bundle"
    try beto.exportBundle(to: "\(folder)/b.bundle")
    _ = try BundleFile.merge(["\(folder)/b.bundle", "\(folder)/b.bundle"], into: merged)
    let carla = try client("carla")
    try carla.importBundle(merged)
    for client in [ana, beto, carla] {
      #expect(try client.store.load(session.id).record.value(of: income) == .text(number))
    }
  }
}
