import Foundation
import Processes
import Testing

/// `campo interview` at a terminal of its own.
@Suite struct InteractiveInterviewTests {
  private let folder: TemporaryFolder
  private let store: String
  private let form: String

  init() throws {
    folder = try TemporaryFolder()
    store = try SampleSurvey.device("ana", in: folder)
    form = try SampleSurvey.questionnaire(in: folder)
  }

  private func start(_ options: String...) throws -> InteractiveCommand {
    try InteractiveCommand(BuiltProducts.campo, ["interview", store, form] + options)
  }

  private func value(_ path: String, of id: String) throws -> String? {
    let shown = try campo("show", store, id, "--format", "json").object()
    let answers = shown["answers"] as? [[String: Any]] ?? []
    let found = answers.first { $0["path"] as? String == path }
    return found?["missing"] as? String ?? found?["value"] as? String
  }

  private func onlyResponse() throws -> [String: Any] {
    let list = try campo("list", store, "--format", "json").array()
    #expect(list.count == 1)
    return try #require(list.first)
  }

  @Test func aWholeInterviewIsAskedAndSaved() throws {
    let terminal = try start()
    try terminal.wait(for: "¿Cuántas personas viven aquí? *")
    try terminal.answer("2", then: "¿Tiene agua?")
    try terminal.wait(for: "1) Sí")
    try terminal.wait(for: ":2) No responde")
    try terminal.answer("2", then: "¿Por qué no?")
    try terminal.answer("La cañería, rota", then: "¿Qué lugares visita?")
    try terminal.answer("1 izalco", then: "Ingreso")
    try terminal.answer("3,5", then: "== Persona [1] ==")
    try terminal.wait(for: "Nombre *")
    try terminal.answer("Ana", then: "¿Edad de Ana?")
    try terminal.answer(":1", then: "¿Agregar otra fila a «Persona»?")
    terminal.type("s")
    try terminal.wait(for: "fila agregada")
    try terminal.wait(for: "== Persona [2] ==")
    try terminal.answer("Luis", then: "¿Edad de Luis?")
    try terminal.answer("8", then: "¿Agregar otra fila")
    terminal.type("n")
    try terminal.wait(for: "Fin del cuestionario.")
    terminal.type("s")
    try terminal.wait(for: "✓ terminada")
    #expect(terminal.finish().status == 0)

    let response = try onlyResponse()
    let id = try #require(response["id"] as? String)
    #expect(response["status"] as? String == "finished")
    #expect(try value("/data/members", of: id) == "2")
    #expect(try value("/data/home/water", of: id) == "no")
    #expect(try value("/data/home/water_why", of: id) == "La cañería, rota")
    #expect(try value("/data/home/visited", of: id) == "acajutla izalco")
    #expect(try value("/data/income", of: id) == "3.5")
    #expect(try value("/data/person[1]/age", of: id) == "dont_know")
    #expect(try value("/data/person[2]/first_name", of: id) == "Luis")
  }

  @Test func anInterviewThatIsFinishedEarlyIsAskedAboutFirst() throws {
    let terminal = try start()
    try terminal.wait(for: "¿Cuántas personas")
    terminal.type(":terminar")
    try terminal.wait(for: "! /data/members: ")
    try terminal.wait(for: "Sin responder: 6")
    try terminal.wait(for: "¿Dar la entrevista por terminada así? s/n")
    terminal.type("n")
    try terminal.wait(for: "¿Cuántas personas")
    #expect(try onlyResponse()["status"] as? String == "in_progress")
    terminal.type(":terminar")
    try terminal.wait(for: "por terminada así? s/n")
    terminal.type("s")
    try terminal.wait(for: "✓ terminada")
    #expect(terminal.finish().status == 0)
    #expect(try onlyResponse()["status"] as? String == "finished")
  }

  @Test func commandsMoveAboutAndAreExplained() throws {
    let terminal = try start()
    try terminal.wait(for: "¿Cuántas personas")
    terminal.type("?")
    try terminal.wait(for: ":atras")
    terminal.type(":ir income")
    try terminal.wait(for: "Ingreso")
    terminal.type(":atras")
    try terminal.wait(for: "¿Qué lugares visita?")
    terminal.type(":idioma en")
    try terminal.wait(for: "Which places do you visit?")
    terminal.type(":ir")
    try terminal.wait(for: "/data/person[1]/first_name")
    terminal.type(":ir members")
    try terminal.wait(for: "How many people live here?")
    terminal.type(":volar")
    try terminal.wait(for: "No conozco «:volar»")
    terminal.type(":salir")
    try terminal.wait(for: "--response")
    #expect(terminal.finish().status == 0)
  }

  @Test func rulesAreShownAndTheAnswerIsKeptOrCorrected() throws {
    let terminal = try start()
    try terminal.wait(for: "¿Cuántas personas")
    terminal.type("muchas")
    try terminal.wait(for: "✗")
    terminal.type("99")
    try terminal.wait(for: "✓ guardado")
    try terminal.wait(for: "! Entre 1 y 30.")
    try terminal.wait(for: "Ahora: 99")
    terminal.type("20")
    try terminal.wait(for: "¿Más de quince?")
    try terminal.wait(for: "Comentario")
    terminal.type("Son dos familias")
    try terminal.wait(for: "✓ guardado")
    try terminal.wait(for: "¿Tiene agua?")
    terminal.type(":salir")
    #expect(terminal.finish().status == 0)
    let id = try #require(try onlyResponse()["id"] as? String)
    let shown = try campo("show", store, id, "--format", "json").object()
    let members = (shown["answers"] as? [[String: Any]])?
      .first { $0["path"] as? String == "/data/members" }
    #expect(members?["value"] as? String == "20")
    #expect(members?["comment"] as? String == "Son dos familias")
  }

  @Test func anInterviewGoesOnWhereItWasLeft() throws {
    var terminal = try start()
    try terminal.wait(for: "¿Cuántas personas")
    try terminal.answer("2", then: "¿Tiene agua?")
    terminal.type(":salir")
    #expect(terminal.finish().status == 0)
    let id = try #require(try onlyResponse()["id"] as? String)
    terminal = try start("--response", id)
    try terminal.wait(for: "¿Tiene agua?")
    terminal.type(":ir first_name")
    try terminal.wait(for: "Nombre *")
    try terminal.answer("Ana", then: "¿Edad de Ana?")
    terminal.type(":quitar")
    try terminal.wait(for: "¿Quitar /data/person[1]?")
    terminal.type("s")
    try terminal.wait(for: "✓ fila quitada")
    terminal.type(":salir")
    #expect(terminal.finish().status == 0)
    #expect(try value("/data/person[1]/first_name", of: id) == nil)
  }

  @Test func theEndOfTheInputIsSaveAndLeave() throws {
    let result = try campo("interview", store, form, input: "2\n1\n")
    #expect(result.status == 0)
    let id = try #require(try onlyResponse()["id"] as? String)
    #expect(try value("/data/home/water", of: id) == "yes")
  }

  /// However far the person has come, what the tick acknowledged is there after a power cut.
  @Test(arguments: 1...6)
  func aKillLosesNoAcknowledgedAnswer(_ count: Int) throws {
    let script = [
      ("/data/members", "2", "2"), ("/data/home/water", "1", "yes"),
      ("/data/home/visited", "2 3", "sonsonate izalco"), ("/data/income", "100,5", "100.5"),
      ("/data/person[1]/first_name", "Ana", "Ana"), ("/data/person[1]/age", "30", "30"),
    ]
    let terminal = try start()
    for (_, typed, _) in script.prefix(count) {
      try terminal.wait(for: "> ")
      terminal.type(typed)
      try terminal.wait(for: "✓ guardado")
    }
    // A next answer may be under way when the power goes.
    terminal.type(script.count > count ? script[count].1 : "x")
    terminal.kill()
    let id = try #require(try onlyResponse()["id"] as? String)
    for (path, _, stored) in script.prefix(count) {
      #expect(try value(path, of: id) == stored)
    }
  }
}

extension InteractiveCommand {
  /// Answers, sees that it is saved, and sees the next question.
  func answer(_ line: String, then next: String) throws {
    type(line)
    try wait(for: "✓ guardado")
    try wait(for: next)
  }
}
