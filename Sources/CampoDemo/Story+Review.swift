import Foundation
import Messages

extension Story {
  /// The supervisor settles the conflict, sends back what the server found wanting, approves some.
  mutating func review() throws {
    narrator.chapter(
      8,
      Message(
        es: "Irma revisa: resuelve el conflicto, devuelve lo incompleto y aprueba las primeras.",
        en: "Irma reviews: settles the conflict, sends back what is incomplete, approves some."))
    let store = team.supervisor.store
    try sync(team.supervisor)
    try campo("conflicts", store.relativePath)
    let conflicts = try conflicts(in: store)
    tally.conflicts = conflicts.count
    for conflict in conflicts {
      try campo(
        "resolve", store.relativePath, conflict.response, conflict.path, "--choose", "1",
        "--comment", comment(es: "Se confirmó por teléfono", en: "Confirmed by phone"))
    }
    for response in try responses(in: store) {
      try decide(on: response)
    }
    try sync(team.supervisor)
    try sync(team.ana)
    try campo("list", team.ana.store.relativePath)
  }

  private mutating func decide(on response: ListedResponse) throws {
    let store = team.supervisor.store.relativePath
    if response.verdict == "invalid" {
      tally.rejected += 1
      try tools.campo(
        [
          "reject", store, response.id, "--comment",
          comment(es: "Falta una respuesta: complétela", en: "An answer is missing: complete it"),
        ], telling: tally.rejected == 1 ? .command : .silent)
    } else if tally.approved < Self.mostApproved {
      tally.approved += 1
      try tools.campo(
        ["approve", store, response.id, "--comment", comment(es: "Revisada", en: "Reviewed")],
        telling: tally.approved == 1 ? .command : .silent)
    }
  }

  /// The rest is left for whoever tries the commands afterwards.
  private static let mostApproved = 10

  private func comment(es spanish: String, en english: String) -> String {
    Message(es: spanish, en: english).text(in: narrator.language)
  }

  /// The data set, from what the server holds.
  mutating func export() throws {
    narrator.chapter(
      9,
      Message(
        es: "El conjunto de datos, desde el servidor.",
        en: "The data set, from the server."))
    try campo(
      "export", serverData.relativePath, "--format", "csv", "-o", dataSet.relativePath)
  }

  var dataSet: URL { folder.appending(path: "csv") }
}
