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

  @Test func anExportPutsTheFilesBesideTheData() throws {
    let (ana, sara) = (try team.device("ana"), try team.device("sara"))
    let bytes = try photo("la casa.jpg", bytes: 2_000)
    let result = try interview(
      ana, #"{"/data/calle": "La Ronda", "/data/foto": {"file": "la casa.jpg"}}"#)
    #expect(result.status == 0, "\(result.errors)")
    let (data, files) = (team.folder.path("datos"), team.folder.path("archivos"))
    let printed = try succeed(
      BuiltProducts.campo, ["export", ana, "-o", data, "--files", files, "--lang", "en"])
    #expect(printed.contains("1 files; not here 0"), "\(printed)")
    let lines = try String(contentsOfFile: files + "/files.csv", encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    #expect(lines[0] == ["response_id", "path", "name", "file", "bytes", "sha256"])
    #expect(
      Array(lines[1][1...4]) == [
        "/data/foto", "la casa.jpg", "\(lines[1][0])/la_casa.jpg", "2000",
      ])
    #expect(try Data(contentsOf: URL(fileURLWithPath: "\(files)/\(lines[1][3])")) == bytes)
    let table = try String(contentsOfFile: data + "/vivienda.csv", encoding: .utf8)
    #expect(table.contains(",la casa.jpg"))

    // Who has only the responses is told so, and of a bundle's files nothing is missing.
    try team.sync(ana)
    try team.sync(sara)
    let without = try succeed(
      BuiltProducts.campo, ["export", sara, "-o", data, "--files", files + "2", "--lang", "es"])
    #expect(without.contains("0 archivos; no están aquí 1"), "\(without)")
    let bundle = team.folder.path("ana.bundle")
    try succeed(BuiltProducts.campo, ["bundle", "export", ana, "-o", bundle])
    let carried = try succeed(
      BuiltProducts.campo, ["export", bundle, "-o", data, "--files", files + "3", "--lang", "es"])
    #expect(carried.contains("1 archivos; no están aquí 0"), "\(carried)")
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
    #expect(terminal.finish().status == 0)
    let listed = try succeed(BuiltProducts.campo, ["attachments", ana])
    #expect(listed.contains("  1000  aquí"), "\(listed)")
  }
}
