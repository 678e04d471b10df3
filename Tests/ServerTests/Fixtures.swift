import Campo
import CurlTransport
import Foundation
import QuestionnaireLanguage
import Replication
import SQLiteStore
import SyncProtocol

let questionnaire = """
  id: edades
  version: "1"
  title: Edades
  survey:
    - {type: text, name: name, label: Nombre}
    - {type: integer, name: age, label: Edad, required: "yes", constraint: ". < 120"}
  """

/// A running server with a published questionnaire, and what devices need of it.
struct TestSite {
  let folder: TemporaryFolder
  let server: ServerProcess
  let definition: String

  init() throws {
    folder = try TemporaryFolder()
    server = try ServerProcess(data: folder.path + "/server")
    let file = folder.path + "/edades.yaml"
    try questionnaire.write(toFile: file, atomically: true, encoding: .utf8)
    _ = try ServerBinary.run("publish", "--data", server.data, file)
    definition = try QuestionnaireFile.read(Array(questionnaire.utf8), name: file).canonicalHash
  }

  func enrol(_ name: String, area: String = "S-01") async throws -> SurveyClient {
    let code = try ServerBinary.run(
      "enroll", "--data", server.data, "--name", name, "--role", "enumerator", "--area", area)
    return try await SurveyClient.enrol(
      at: folder.path + "/" + name, server: server.url, code: code)
  }

  /// The server's own store, as another process sees it.
  func serverStore() throws -> Store { try Store.open(at: server.data) }

  /// Asks the server as a program would that is none of ours.
  func ask(
    _ method: TransportRequest.Method, _ path: String, token: String? = nil, body: [UInt8] = []
  ) async throws -> (status: Int, error: ErrorResponse) {
    var headers = ["Content-Type: \(WireFormat.mediaType)", "Expect:"]
    if let token { headers.append("Authorization: Bearer \(token)") }
    let response = try await CurlTransport().send(
      TransportRequest(
        method: method, url: server.url + path, headers: headers, body: body,
        expectedTypes: [WireFormat.mediaType]))
    return (response.status, try ErrorResponse(decoding: response.body))
  }
}

extension SurveyClient {
  @discardableResult
  func collect(_ definition: String, _ answers: [String: String]) throws -> RecordID {
    let id = try store.createResponse(definition: definition, area: areas[0], author: author)
    let writes = answers.map { name, text in
      (
        key: RegisterKey.answer(AnswerKey(question: "/data/\(name)")),
        value: AnswerValue.text(text)
      )
    }
    try store.save(writes, to: id, author: author, shown: store.load(id).record)
    return id
  }

  func verdict(on id: RecordID) throws -> Verdict? {
    try store.document(kind: Verdict.documentKind, about: id).map { try Verdict($0) }
  }

  /// Follows the server, or a proxy before it, to another address.
  func follow(_ url: String) throws { try store.set(.server, to: url) }
}
