import Foundation
import Messages

extension Story {
  /// What happened, in numbers read back from the supervisor's store and the exported files.
  func summarize(took duration: Duration) throws {
    let responses = try responses(in: team.supervisor.store)
    var table = SummaryTable()
    let people = team.enumerators
      .map { "\($0.name) \(tally.collected[$0.name] ?? 0)" }.joined(separator: ", ")
    table.add(
      Message(es: "Entrevistas hechas sin red", en: "Interviews done without a network"), people)
    table.add(Message(es: "Respuestas guardadas", en: "Answers stored"), String(tally.answers))
    table.add(
      Message(es: "Cortes de la red a media sincronización", en: "Network cuts in mid-sync"),
      String(networks.office.cuts))
    table.add(
      Message(es: "Entrevistas que tiene la supervisora", en: "Interviews the supervisor holds"),
      String(responses.count))
    table.add(
      Message(es: "Veredictos del servidor", en: "The server's verdicts"),
      counts(responses.map { $0.verdict ?? "–" }))
    table.add(
      Message(es: "Conflictos: hallados / por resolver", en: "Conflicts: found / left"),
      "\(tally.conflicts) / \(responses.reduce(0) { $0 + $1.conflicts })")
    table.add(
      Message(es: "Estado tras la revisión", en: "Status after review"),
      counts(responses.map(\.status)))
    for sync in tally.syncs { table.add(sync.title, sync.text) }
    for file in try exportedFiles() {
      table.add(
        Message(es: "Filas en \(file.name)", en: "Rows in \(file.name)"), String(file.rows))
    }
    table.add(
      Message(es: "Tiempo", en: "Time"),
      duration.formatted(.units(allowed: [.seconds], width: .narrow)))
    print()
    for line in table.lines(in: narrator.language) { print(line) }
    whatNext()
  }

  private func whatNext() {
    let ana = team.ana.store.relativePath
    narrator.say(Message(es: "Pruebe ahora:", en: "Try next:"))
    narrator.command("\(tools.campo.relativePath) interview \(ana) \(questionnaire)")
    narrator.command("\(tools.campo.relativePath) list \(ana)")
    narrator.command("\(tools.campo.relativePath) validate \(questionnaire)")
    narrator.command("ls \(dataSet.relativePath)")
  }

  private func counts(_ words: [String]) -> String {
    Dictionary(grouping: words) { $0 }.mapValues(\.count)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(word($0.key)) \($0.value)" }.joined(separator: ", ")
  }

  /// What `campo list` names in JSON, as people say it.
  private func word(_ name: String) -> String {
    let words = [
      "valid": Message(es: "válidas", en: "valid"),
      "invalid": Message(es: "con errores", en: "with errors"),
      "in_progress": Message(es: "en curso", en: "in progress"),
      "finished": Message(es: "por revisar", en: "to review"),
      "approved": Message(es: "aprobadas", en: "approved"),
      "rejected": Message(es: "devueltas", en: "sent back"),
      "voided": Message(es: "anuladas", en: "voided"),
    ]
    return words[name]?.text(in: narrator.language) ?? name
  }

  private func exportedFiles() throws -> [(name: String, rows: Int)] {
    struct Index: Decodable {
      struct File: Decodable {
        var file: String
        var rows: Int
      }
      var files: [File]
    }
    let index = try Data(contentsOf: dataSet.appending(path: "export.json"))
    return try JSONDecoder().decode(Index.self, from: index).files.map { ($0.file, $0.rows) }
  }
}
