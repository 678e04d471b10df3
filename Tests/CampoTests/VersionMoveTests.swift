import Foundation
import Interviewing
import QuestionnaireLanguage
import Replication
import SQLiteStore
import Testing

@testable import Campo

/// A response that is answered under one version of its questionnaire and goes on under another.
@Suite struct VersionMoveTests {
  private let folder = NSTemporaryDirectory() + "campo-version-" + UUID().uuidString
  private let old: CompiledQuestionnaire
  private let new: CompiledQuestionnaire

  init() throws {
    old = try Self.compiled(
      """
      id: hogar
      version: "1"
      survey:
        - {type: integer, name: members, label: Personas, concept: 'x:1'}
        - {type: text, name: street, label: Calle}
        - {type: text, name: nickname, label: Apodo}
        - type: repeat
          name: person
          label: Persona
          items: [{type: text, name: first_name, label: Nombre, concept: 'x:2'}]
      """)
    new = try Self.compiled(
      """
      id: hogar
      version: "2"
      survey:
        - {type: integer, name: household_size, label: Cuántas personas, concept: 'x:1'}
        - {type: text, name: street, label: Calle}
        - type: repeat
          name: person
          label: Persona
          items: [{type: text, name: given_name, label: Nombre de pila, concept: 'x:2'}]
      """)
  }

  private static func compiled(_ yaml: String) throws -> CompiledQuestionnaire {
    try CompiledQuestionnaire(QuestionnaireFile.read([UInt8](yaml.utf8), name: "hogar.yaml"))
  }

  private func client(_ name: String) throws -> SurveyClient {
    let client = try SurveyClient.create(
      at: "\(folder)/\(name)", author: Author(name: name, role: .enumerator), areas: ["A1"])
    for form in [old, new] { _ = try client.keep(form.questionnaire) }
    return client
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private func hand(_ from: SurveyClient, to: SurveyClient) throws {
    let bundle = "\(folder)/\(UUID().uuidString).bundle"
    try from.exportBundle(to: bundle)
    try to.importBundle(bundle)
  }

  private func shown(_ path: String, _ client: SurveyClient, _ id: RecordID) throws -> String? {
    try client.response(id).nodes.first { $0.path == path }?.answer?.value
  }

  /// Four persons, a street, a nickname and one person's name, under the old version.
  private func begin(_ client: SurveyClient) throws -> RecordID {
    var session = try client.startInterview(old, in: client.interviewEnvironment)
    _ = try session.answer("/data/members", .text("4"))
    _ = try session.answer("/data/street", .text("Norte"))
    _ = try session.answer("/data/nickname", .text("La Chata"))
    try session.comment("/data/members", "contó dos veces")
    let row = try session.addRow("/data/person")
    _ = try session.answer(row + "/first_name", .text("Ana"))
    return session.id
  }

  @Test func renamedAnswersMoveAndWhatHasNoPlaceIsKeptAndTold() throws {
    defer { remove() }
    let ana = try client("ana")
    let id = try begin(ana)
    let move = try ana.move(id, to: new)
    #expect(
      move.moved == [
        .init(old: "/data/members", new: "/data/household_size"),
        .init(old: "/data/person/first_name", new: "/data/person/given_name"),
      ])
    #expect(move.kept == ["/data/nickname"])
    #expect(try shown("/data/household_size", ana, id) == "4")
    #expect(try shown("/data/street", ana, id) == "Norte")
    let response = try ana.response(id)
    #expect(response.summary.definition == new.hash && response.conflicts.isEmpty)
    #expect(response.nodes.contains { $0.answer?.value == "Ana" })
    let size = AnswerKey(question: "/data/household_size")
    #expect(response.record.value(of: .answer(size.comment)) == .text("contó dos veces"))
    let nickname = RegisterKey.answer(AnswerKey(question: "/data/nickname"))
    #expect(response.record.value(of: nickname) == .text("La Chata"))
    #expect(try ana.move(id, to: new).isEmpty)
    var session = try ana.resumeInterview(id, in: ana.interviewEnvironment)
    #expect(session.lateAnswers == VersionMove(moved: [], kept: ["/data/nickname"], differing: []))
    _ = try session.answer("/data/household_size", .text("5"))
    #expect(try shown("/data/household_size", ana, id) == "5")
  }

  /// What somebody answers meanwhile under the old version comes along when the response is opened,
  /// where nobody answered it; where somebody did, both stay and the person is told.
  @Test func whatIsAnsweredMeanwhileUnderTheOldVersionComesAlong() throws {
    defer { remove() }
    let (ana, beto) = (try client("ana"), try client("beto"))
    var first = try ana.startInterview(old, in: ana.interviewEnvironment)
    _ = try first.answer("/data/street", .text("Norte"))
    let row = try first.addRow("/data/person")
    _ = try first.answer(row + "/first_name", .text("Ana"))
    try hand(ana, to: beto)
    try beto.move(first.id, to: new)
    var later = try ana.resumeInterview(first.id, in: ana.interviewEnvironment)
    _ = try later.answer("/data/members", .text("4"))
    _ = try later.answer(row + "/first_name", .text("Ana María"))
    try hand(ana, to: beto)
    #expect(try shown("/data/household_size", beto, first.id) != "4")
    let session = try beto.resumeInterview(first.id, in: beto.interviewEnvironment)
    #expect(
      session.lateAnswers
        == VersionMove(
          moved: [.init(old: "/data/members", new: "/data/household_size")], kept: [],
          differing: [.init(old: "/data/person/first_name", new: "/data/person/given_name")]))
    #expect(try shown("/data/household_size", beto, first.id) == "4")
    let conflicts = try beto.response(first.id).conflicts
    #expect(conflicts.flatMap { $0.options.map(\.value) }.contains(.text("Ana María")))
    try hand(beto, to: ana)
    #expect(try shown("/data/household_size", ana, first.id) == "4")
    #expect(try ana.response(first.id).summary.definition == new.hash)
  }

  /// The interview was open when the late answer came, so what was typed in it waits to be sealed.
  @Test func aLateAnswerDoesNotTakeThePlaceOfOneThatWaits() throws {
    defer { remove() }
    let (ana, beto) = (try client("ana"), try client("beto"))
    let id = try ana.startInterview(old, in: ana.interviewEnvironment).id
    try hand(ana, to: beto)
    try beto.move(id, to: new)
    var open = try beto.resumeInterview(id, in: beto.interviewEnvironment)
    var late = try ana.resumeInterview(id, in: ana.interviewEnvironment)
    _ = try late.answer("/data/members", .text("4"))
    try hand(ana, to: beto)
    _ = try open.answer("/data/household_size", .text("5"))
    let again = try beto.resumeInterview(id, in: beto.interviewEnvironment)
    #expect(
      again.lateAnswers.differing
        == [.init(old: "/data/members", new: "/data/household_size")])
    #expect(try shown("/data/household_size", beto, id) == "5")
    let members = RegisterKey.answer(AnswerKey(question: "/data/members"))
    #expect(try beto.response(id).record.value(of: members) == .text("4"))
  }

  @Test func aResponseIsNotMovedToAnotherQuestionnaire() throws {
    defer { remove() }
    let ana = try client("ana")
    let id = try begin(ana)
    let other = try Self.compiled(
      """
      id: barrio
      version: "1"
      survey: [{type: text, name: street, label: Calle}]
      """)
    #expect(throws: ClientError.otherQuestionnaire(id, named: "hogar", other: "barrio")) {
      try ana.move(id, to: other)
    }
    #expect(try ana.response(id).summary.definition == old.hash)
  }
}
