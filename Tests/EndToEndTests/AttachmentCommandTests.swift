import Foundation
import Processes
import Testing

/// A photo from the enumerator's folder to the supervisor's, by the commands that people give.
@Suite struct AttachmentCommandTests {
  private static let yaml = """
    id: vivienda
    version: "1"
    title: Vivienda
    survey:
      - {type: text, name: calle, label: Calle}
      - {type: image, name: foto, label: Foto de la casa}
    """

  private let team: SyncedTeam
  private let form: String

  init() throws {
    team = try SyncedTeam()
    form = try team.folder.write(Self.yaml, to: "vivienda.yaml")
    try succeed(BuiltProducts.server, ["publish", "--data", team.server.data, form])
  }

  private func photo(_ name: String, bytes count: Int = 300_000) throws -> Data {
    let bytes = Data((0..<count).map { _ in UInt8.random(in: 0 ... .max) })
    try bytes.write(to: URL(fileURLWithPath: team.folder.path(name)))
    return bytes
  }

  private func interview(_ store: String, _ answers: String) throws -> CommandResult {
    let file = try team.folder.write(answers, to: "respuestas.json")
    return try runCommand(BuiltProducts.campo, ["interview", store, form, "--answers", file])
  }

  @Test func aPhotoGoesFromOneFolderToAnother() throws {
    let (ana, sara) = (try team.device("ana"), try team.device("sara"))
    let bytes = try photo("casa.jpg")
    let result = try interview(
      ana, #"{"/data/calle": "La Ronda", "/data/foto": {"file": "casa.jpg"}}"#)
    #expect(result.status == 0, "\(result.errors)")
    // The original may go.
    try FileManager.default.removeItem(atPath: team.folder.path("casa.jpg"))
    let sent = try succeed(BuiltProducts.campo, ["sync", ana])
    #expect(sent.contains("Archivos enviados 1 (300000 bytes)"), "\(sent)")

    try team.sync(sara)
    let missing = try succeed(BuiltProducts.campo, ["attachments", sara, "--missing"])
    #expect(missing.contains("falta"))
    try succeed(BuiltProducts.campo, ["sync", sara, "--attachments"])
    #expect(
      try succeed(BuiltProducts.campo, ["attachments", sara, "--missing"]).contains("(ninguno)"))
    let listed = try succeed(BuiltProducts.campo, ["attachments", sara])
    let digest = try #require(listed.split(separator: " ").first)
    let copy = team.folder.path("copia.jpg")
    try succeed(BuiltProducts.campo, ["attachments", sara, "--save", String(digest), "-o", copy])
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == bytes)
    try team.expectSound(ana, sara)
  }

  @Test func aFileAtAQuestionForWordsIsToldAndNotTaken() throws {
    let ana = try team.device("ana")
    _ = try photo("casa.jpg", bytes: 10)
    let result = try interview(ana, #"{"/data/calle": {"file": "casa.jpg"}}"#)
    #expect(result.status == 1)
    #expect(result.output.contains("INTERVIEW-NO-FILE"))
    let gone = try interview(ana, #"{"/data/foto": {"file": "otra.jpg"}}"#)
    #expect(gone.status == 1)
    #expect(gone.errors.contains("FILE-NOT-FOUND"))
  }

  @Test func atATerminalThePathOfAFileIsTyped() throws {
    let ana = try team.device("ana")
    _ = try photo("casa.jpg", bytes: 1_000)
    let terminal = try InteractiveCommand(BuiltProducts.campo, ["interview", ana, form])
    try terminal.wait(for: "Calle")
    try terminal.answer("La Ronda", then: "Escriba la ruta de un archivo")
    terminal.type(team.folder.path("nada.jpg"))
    try terminal.wait(for: "no existe")
    terminal.type(team.folder.path("casa.jpg"))
    try terminal.wait(for: "✓ guardado")
    terminal.type(":salir")
    try terminal.wait(for: "Para continuar")
    let listed = try succeed(BuiltProducts.campo, ["attachments", ana])
    #expect(listed.contains("  1000  aquí"), "\(listed)")
  }
}
