import DataExport
import Foundation
import Interviewing
import QuestionnaireLanguage
import Replication
import SQLiteStore
import SyncProtocol
import Testing

@testable import Campo

/// The client library over real stores in temporary folders.
@Suite struct SurveyClientTests {
  private let folder = NSTemporaryDirectory() + "campo-client-" + UUID().uuidString
  private let form: CompiledQuestionnaire

  private static let yaml = """
    id: hogar
    version: "1"
    missing_codes: {refused: No responde}
    survey:
      - {type: integer, name: members, label: Personas, required: true, constraint: . < 10}
      - type: repeat
        name: person
        label: Persona
        items: [{type: text, name: first_name, label: Nombre}]
    """

  init() throws {
    form = try CompiledQuestionnaire(
      QuestionnaireFile.read([UInt8](Self.yaml.utf8), name: "hogar.yaml"))
  }

  private func client(_ name: String, _ role: Author.Role = .enumerator) throws -> SurveyClient {
    let client = try SurveyClient.create(
      at: "\(folder)/\(name)", author: Author(name: name, role: role), areas: ["A1"])
    _ = try client.keep(form.questionnaire)
    return client
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private func environment(_ client: SurveyClient) throws -> InterviewEnvironment {
    try client.interviewEnvironment
  }

  private func value(_ path: String, _ client: SurveyClient, _ id: RecordID) throws -> String? {
    try client.response(id).nodes.first { $0.path == path }?.answer?.value
  }

  @Test func anAnswerIsThereForWhoOpensTheStoreNext() throws {
    defer { remove() }
    let client = try client("ana")
    var session = try client.startInterview(form, unit: "V-1", in: environment(client))
    let outcome = try session.answer("/data/members", .text("12"))
    #expect(outcome.violations.map(\.code) == [.constraint])
    let again = try SurveyClient(opening: "\(folder)/ana")
    #expect(again.author == client.author && again.areas == ["A1"])
    let response = try again.response(session.id)
    #expect(response.summary.unit == "V-1" && response.summary.isPending)
    #expect(response.summary.questionnaire?.name == "hogar")
    #expect(try value("/data/members", again, session.id) == "12")
  }

  @Test func whatTheInterviewRefusesChangesNothing() throws {
    defer { remove() }
    let client = try client("ana")
    var session = try client.startInterview(form, in: environment(client))
    #expect(throws: InterviewError.self) { try session.answer("/data/nothing", .text("1")) }
    #expect(throws: InterviewError.self) { try session.deleteRow("/data/members") }
    #expect(try client.response(session.id).summary.answers == 1)  // instanceID alone
  }

  @Test func aResumedInterviewShowsAndCorrectsWhatWasSaved() throws {
    defer { remove() }
    let client = try client("ana")
    var session = try client.startInterview(form, in: environment(client))
    _ = try session.answer("/data/members", .missing("refused"))
    let row = try session.addRow("/data/person")
    _ = try session.answer(row + "/first_name", .text("Ana"))
    var later = try client.resumeInterview(session.id, in: environment(client))
    #expect(later.node("/data/members")?.answer?.missing == "refused")
    #expect(later.node("/data/person[2]/first_name")?.answer?.value == "Ana")
    _ = try later.answer("/data/members", .text("2"))
    #expect(try later.finish().isEmpty)
    let response = try client.response(session.id)
    #expect(response.summary.status.stage == .finished)
    #expect(response.conflicts.isEmpty)
  }

  /// Two people share a tablet: the second sees and overwrites what the first left unsealed.
  @Test func anotherAuthorOnTheSameStoreCorrectsWithoutAConflict() throws {
    defer { remove() }
    let ana = try client("ana")
    var session = try ana.startInterview(form, in: environment(ana))
    _ = try session.answer("/data/members", .text("2"))
    try ana.store.set([.authorName: "beto"])
    let beto = try SurveyClient(opening: "\(folder)/ana")
    var later = try beto.resumeInterview(session.id, in: environment(beto))
    _ = try later.answer("/data/members", .text("3"))
    try beto.store.sealAll()
    let response = try beto.response(session.id)
    #expect(response.conflicts.isEmpty)
    #expect(try value("/data/members", beto, session.id) == "3")
  }

  /// What a sync brings while a question is on the screen is not overwritten unseen.
  @Test func anAnswerSupersedesOnlyWhatWasShown() throws {
    defer { remove() }
    let (ana, beto) = (try client("ana"), try client("beto"))
    var first = try ana.startInterview(form, in: environment(ana))
    _ = try first.answer("/data/members", .text("1"))
    let bundle = "\(folder)/a.bundle"
    try ana.exportBundle(to: bundle)
    try beto.importBundle(bundle)
    var open = try ana.resumeInterview(first.id, in: environment(ana))
    var other = try beto.resumeInterview(first.id, in: environment(beto))
    _ = try other.answer("/data/members", .text("2"))
    let answer = "\(folder)/b.bundle"
    try beto.exportBundle(to: answer)
    try ana.importBundle(answer)
    #expect(open.node("/data/members")?.answer?.value == "1")
    _ = try open.answer("/data/members", .text("3"))
    let conflict = try #require(try ana.response(first.id).conflictsAfterSealing(in: ana).first)
    #expect(Set(conflict.options.map(\.value)) == [.text("2"), .text("3")])
  }

  @Test func aBundleTakenTwiceChangesNothing() throws {
    defer { remove() }
    let (ana, luz) = (try client("ana"), try client("luz", .supervisor))
    var session = try ana.startInterview(form, in: environment(ana))
    _ = try session.answer("/data/members", .text("1"))
    let bundle = "\(folder)/a.bundle"
    #expect(try ana.exportBundle(to: bundle).responses == 1)
    let first = try luz.importBundle(bundle)
    #expect(first.added == 1 && first.definitions == 1 && first.quarantined.isEmpty)
    let second = try luz.importBundle(bundle)
    #expect(second.added == 0 && second.merged == 0 && second.unchanged == 1)
    let contents = try BundleFile.inspect(bundle)
    #expect(contents.responses.map(\.id) == [session.id])
    #expect(contents.header.definitions == [form.hash])
  }

  /// Rot in one row costs that response alone, and is said.
  @Test func aDamagedResponseIsLeftOutAndTold() throws {
    defer { remove() }
    let ana = try client("ana")
    let rotten = try ana.startInterview(form, in: environment(ana)).id
    let sound = try ana.startInterview(form, in: environment(ana)).id
    let row = stride(from: 0, to: 32, by: 2).map { start -> UInt8 in
      let digits = rotten.description.dropFirst(start).prefix(2)
      return UInt8(digits, radix: 16) ?? 0
    }
    var environment = StoreEnvironment.system
    environment.cipher = ValueCipher(
      seal: ValueCipher.plain.seal,
      open: { sealed, place in
        place.row.suffix(16).elementsEqual(row) ? nil : ValueCipher.plain.open(sealed, place)
      })
    let store = try Store.open(at: "\(folder)/ana", environment: environment)
    let reopened = try SurveyClient(store)
    var listed: [RecordID] = []
    #expect(try reopened.forEachResponse { listed.append($0.id) } == [rotten])
    #expect(listed == [sound])
    let report = try DataSetExport(store: store, folder: "\(folder)/csv").run()
    #expect(report.damaged == [rotten] && report.responses == 1)
  }

  @Test func aQuestionnaireThatCannotBeReadHoldsNothingElseBack() throws {
    defer { remove() }
    let ana = try client("ana")
    var session = try ana.startInterview(form, in: environment(ana))
    _ = try session.answer("/data/members", .text("1"))
    let strange = String(repeating: "0f", count: 32)
    try ana.store.put(
      StoredDefinition(hash: strange, name: "raro", version: "1", title: "", bytes: [0xFF]))
    let author = Author(name: "ana", role: .enumerator)
    let other = try ana.store.createResponse(
      definition: strange, area: "A1", unit: nil, author: author)
    let report = try DataSetExport(store: ana.store, folder: "\(folder)/csv").run()
    #expect(report.withoutDefinition == [other] && report.responses == 1)
    #expect(report.unreadableDefinitions == [strange])
    let (bundle, luz) = ("\(folder)/a.bundle", try client("luz", .supervisor))
    try ana.exportBundle(to: bundle)
    let taken = try luz.importBundle(bundle)
    #expect(taken.added == 2 && taken.definitions == 1)
    #expect(taken.unreadableDefinitions == [strange])
  }

  @Test func anExportCountsWhatItsFilesDoNotShow() throws {
    defer { remove() }
    let ana = try client("ana")
    var session = try ana.startInterview(form, in: environment(ana))
    _ = try session.answer("/data/members", .text("1"))
    try session.comment("/data/members", "Contados dos veces")
    try ana.store.save(
      [(.answer(AnswerKey(question: "/data/gone")), .text("x"))], to: session.id,
      author: ana.author, shown: Record(id: session.id, kind: .response))
    let report = try DataSetExport(store: ana.store, folder: "\(folder)/csv").run()
    #expect(report.comments == 1 && report.unknownAnswers == 1)
    let index = try JSONDecoder().decode(
      ExportIndex.self,
      from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/csv/export.json")))
    #expect(index.leftOut == ExportIndex.LeftOut(comments: 1, unknownAnswers: 1))
  }

  @Test func onlySupervisorsDecide() throws {
    defer { remove() }
    let ana = try client("ana")
    let session = try ana.startInterview(form, in: environment(ana))
    let response = try ana.response(session.id)
    #expect(throws: StoreError.self) { try ana.approve(response, comment: "x") }
    #expect(throws: ClientError.commentMissing) { try ana.reject(response, comment: "  ") }
  }

  @Test func responsesAreFoundByTheirFirstDigits() throws {
    defer { remove() }
    let ana = try client("ana")
    let session = try ana.startInterview(form, in: environment(ana))
    let id = session.id.description
    #expect(try ana.response(startingWith: String(id.prefix(6)).uppercased()) == session.id)
    #expect(try ana.response(startingWith: id) == session.id)
    #expect(throws: ClientError.badIdentity("abc")) { try ana.response(startingWith: "abc") }
    let other = id.hasPrefix("0000") ? "1111" : "0000"
    #expect(throws: ClientError.unknownResponse(other)) { try ana.response(startingWith: other) }
  }

  @Test func questionnairesAreFoundByIdAndHash() throws {
    defer { remove() }
    let ana = try client("ana")
    #expect(try ana.questionnaire(named: "hogar").hash == form.hash)
    #expect(try ana.questionnaire(named: String(form.hash.prefix(8))).hash == form.hash)
    #expect(throws: ClientError.unknownQuestionnaire("censo")) {
      try ana.questionnaire(named: "censo")
    }
  }

  @Test func anExportLeavesNothingBesideItsFiles() throws {
    defer { remove() }
    let ana = try client("ana")
    var session = try ana.startInterview(form, in: environment(ana))
    _ = try session.answer("/data/members", .text("1"))
    let bundle = "\(folder)/a.bundle"
    try ana.exportBundle(to: bundle)
    for source in ["\(folder)/ana", bundle] {
      let target = "\(folder)/csv"
      let report = try DataSet.export(from: source, to: target)
      #expect(report.responses == 1)
      let files = try FileManager.default.contentsOfDirectory(atPath: target).sorted()
      #expect(files == ["export.json", "hogar.csv", "hogar.person.csv"])
      try FileManager.default.removeItem(atPath: target)
    }
  }
}

extension Response {
  /// The conflicts once what is pending has its place in the record.
  fileprivate func conflictsAfterSealing(in client: SurveyClient) throws -> [AnswerConflict] {
    try client.store.sealAll()
    return try client.response(summary.id).conflicts
  }
}
