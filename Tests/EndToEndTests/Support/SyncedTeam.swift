import Foundation
import Processes
import Testing

/// A running server with the sample questionnaire, and devices enrolled at it, all in area A1.
final class SyncedTeam {
  let folder: TemporaryFolder
  let server: ServerUnderTest
  let form: String

  init() throws {
    folder = try TemporaryFolder()
    server = ServerUnderTest(in: folder)
    try server.start()
    form = try SampleSurvey.questionnaire(in: folder)
    try succeed(BuiltProducts.server, ["publish", "--data", server.data, form])
  }

  func device(_ name: String) throws -> String {
    let store = folder.path("\(name).campo")
    try server.enrol(store, as: "enumerator", area: "A1")
    return store
  }

  func collect(_ answers: String, on store: String) throws -> String {
    try SampleSurvey.response(answers, on: store, in: folder)
  }

  func answer(_ answers: String, to id: String, on store: String) throws {
    try succeed(
      BuiltProducts.campo, ["interview", store, form, "--response", id, "--answers", "-"],
      input: answers)
  }

  func sync(_ store: String) throws { try succeed(BuiltProducts.campo, ["sync", store]) }

  /// What a device shows of every response, but for what only it knows.
  func everything(on store: String) throws -> [String: String] {
    let list = try campo("list", store, "--format", "json").array()
    var shown: [String: String] = [:]
    for id in list.compactMap({ $0["id"] as? String }) {
      shown[id] = try succeed(BuiltProducts.campo, ["show", store, id, "--format", "json"])
    }
    return shown
  }

  /// What stands in conflict: the values by path.
  func conflicts(on store: String) throws -> [String: Set<String>] {
    let conflicts = try campo("conflicts", store, "--format", "json").array()
    var values: [String: Set<String>] = [:]
    for conflict in conflicts {
      let options = conflict["options"] as? [[String: Any]] ?? []
      values[conflict["path"] as? String ?? ""] = Set(options.compactMap { $0["value"] as? String })
    }
    return values
  }

  func log(of store: String) throws -> String {
    try succeed(BuiltProducts.campo, ["log", store])
  }

  /// Whether every store is whole, the server's too.
  func expectSound(_ stores: String...) throws {
    for store in stores + [server.data] {
      let checked = try campo("check", store)
      #expect(checked.status == 0, "\(store): \(checked.output)\(checked.errors)")
    }
  }
}
