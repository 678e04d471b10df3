import Foundation
import Processes
import Testing

/// What a supervisor sends back or corrects reaches whoever interviews, with the reason.
@Suite struct ReviewTests {
  private let team: SyncedTeam
  private let ana: String
  private let luz: String
  private let id: String

  init() throws {
    team = try SyncedTeam()
    ana = try team.device("ana")
    luz = team.folder.path("luz.campo")
    try team.server.enrol(luz, as: "supervisor", area: "A1")
    id = try SampleSurvey.response(
      #"{"/data/members": 2, "/data/person[1]/first_name": "Ana"}"#, on: ana, in: team.folder,
      "--finish", "--unit", "V-12")
    try team.sync(ana)
    try team.sync(luz)
  }

  private func sync(_ store: String) throws -> String {
    try succeed(BuiltProducts.campo, ["sync", store])
  }

  @Test func aResponseThatWasSentBackIsToldAtTheSyncAndBeforeTheFirstQuestion() throws {
    #expect(try campo("reject", luz, id, "--comment", "Falta el ingreso").status == 0)
    try team.sync(luz)
    let synced = try sync(ana)
    #expect(synced.contains("↩ \(id.prefix(12)) (V-12): la devolvió luz: Falta el ingreso"))
    #expect(!synced.contains("✎"), "\(synced)")
    #expect(try !sync(ana).contains("↩"), "told again though nothing came")
    let opened = try campo("interview", ana, "hogar", "--response", id)
    #expect(opened.errors.contains("↩ Devuelta por luz (supervisor, "), "\(opened.errors)")
    #expect(opened.errors.contains("): Falta el ingreso"), "\(opened.errors)")
    #expect(!opened.errors.contains("✎"), "\(opened.errors)")
  }

  @Test func anAnswerThatWasCorrectedIsToldApart() throws {
    try team.answer(#"{"/data/members": 3}"#, to: id, on: luz)
    try team.sync(luz)
    let synced = try sync(ana)
    #expect(
      synced.contains("✎ \(id.prefix(12)) (V-12): 1 respuesta corregida por luz."), "\(synced)")
    #expect(!synced.contains("↩"), "\(synced)")
    let opened = try campo("interview", ana, "hogar", "--response", id)
    #expect(opened.errors.contains("✎ Corregida por luz (supervisor, "), "\(opened.errors)")
    #expect(opened.errors.contains("): /data/members = 3"), "\(opened.errors)")
    #expect(!opened.errors.contains("↩"), "\(opened.errors)")
    // It is the enumerator's own again when she answers it.
    try team.answer(#"{"/data/members": 2}"#, to: id, on: ana)
    let again = try campo("interview", ana, "hogar", "--response", id)
    #expect(!again.errors.contains("✎"), "\(again.errors)")
  }

  @Test func aStickTellsTheSame() throws {
    #expect(try campo("reject", luz, id, "--comment", "Falta el ingreso").status == 0)
    let bundle = team.folder.path("luz.bundle")
    #expect(try campo("bundle", "export", luz, "-o", bundle).status == 0)
    let taken = try campo("bundle", "import", ana, bundle)
    #expect(taken.output.contains("la devolvió luz: Falta el ingreso"), "\(taken.output)")
    #expect(try !campo("bundle", "import", ana, bundle).output.contains("↩"))
  }

  /// Whoever supervises knows what she did herself.
  @Test func onlyWhoeverInterviewsIsTold() throws {
    #expect(try campo("reject", luz, id, "--comment", "Falta el ingreso").status == 0)
    try team.sync(luz)
    let sara = team.folder.path("sara.campo")
    try team.server.enrol(sara, as: "supervisor", area: "A1")
    #expect(try !sync(sara).contains("↩"))
    let beto = try team.device("beto")
    #expect(try !sync(beto).contains("↩"), "told to who did not begin it")
  }

  @Test func theListShowsUnitChangeAndWhatTheServerLacks() throws {
    let other = try team.collect(#"{"/data/members": 1}"#, on: ana)
    func row(_ id: String) throws -> String {
      let lines = try succeed(BuiltProducts.campo, ["list", ana]).split(separator: "\n")
      return String(try #require(lines.first { $0.hasPrefix(id.prefix(12)) }))
    }
    #expect(try row(id).contains(" V-12 "))
    #expect(try row(id).contains(#/ \d{4}-\d\d-\d\d \d\d:\d\d /#))
    #expect(try row(id).hasSuffix("válida"))
    #expect(try row(other).hasSuffix("por enviar"))
    #expect(try row(other).contains("sin sellar"))
    let unsent = try campo("list", ana, "--format", "json").array()
      .filter { $0["unsent"] as? Bool == true }
    #expect(unsent.compactMap { $0["id"] as? String } == [other])
    try team.sync(ana)
    #expect(try !row(other).contains("por enviar"))
    try team.answer(#"{"/data/members": 3}"#, to: id, on: ana)
    #expect(try row(id).hasSuffix("por enviar"), "the server's word is of an earlier state")
  }
}
