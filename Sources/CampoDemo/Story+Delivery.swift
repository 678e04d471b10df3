import Foundation
import Messages

extension Story {
  /// Ana and Beto synchronize; Beto's network is cut in the middle of a batch.
  mutating func synchronize(network: CuttingProxy) throws {
    narrator.chapter(
      3,
      Message(
        es: "Vuelve la red. Ana sincroniza; a Beto se le corta a la mitad, y sigue.",
        en: "The network is back. Ana synchronizes; Beto is cut halfway, and goes on."))
    try campo("sync", team.ana.store.relativePath)
    network.cut(afterBytes: Self.bytesBeforeCut)
    try campo("sync", team.beto.store.relativePath)
    try campo("sync", team.supervisor.store.relativePath)
  }

  /// Enough to be inside Beto's first batch.
  private static let bytesBeforeCut = 20_000

  /// Carla has no network at all: her work travels in a file on the supervisor's USB stick.
  mutating func handOverByBundle() throws {
    narrator.chapter(
      4,
      Message(
        es: "Carla sigue sin red: entrega en un archivo, e Irma lo lleva.",
        en: "Carla has no network still: she hands over a file, and Irma carries it."))
    let bundle = folder.appending(path: "carla.bundle").relativePath
    try campo("bundle", "export", team.carla.store.relativePath, "-o", bundle)
    try campo("bundle", "inspect", bundle)
    try campo("bundle", "import", team.supervisor.store.relativePath, bundle)
    try campo("sync", team.supervisor.store.relativePath)
  }

  /// Ana and Beto correct the same question of the same interview, apart, and then synchronize.
  mutating func correctTwice() throws {
    narrator.chapter(
      5,
      Message(
        es: "Ana y Beto corrigen por separado la misma respuesta de la misma entrevista.",
        en: "Ana and Beto correct the same answer of the same interview, apart."))
    try campo("sync", team.beto.store.relativePath)
    guard let interview = try responses(in: team.ana.store).max(by: { $0.answers < $1.answers })
    else {
      throw DemoError.unexpectedOutput(command: "campo list", wanted: "id")
    }
    for (person, years) in [(team.ana, "12"), (team.beto, "15")] {
      let file = folder.appending(path: "\(person.name.lowercased())-corrects.json")
      let step = Fieldworker.Step(set: Self.correctedQuestion, value: years)
      try AnswersFile(steps: [step]).encoded().write(to: file)
      try campo(
        "interview", person.store.relativePath, questionnaire, "--response", interview.id,
        "--answers", file.relativePath)
    }
    try campo("sync", team.ana.store.relativePath)
    try campo("sync", team.beto.store.relativePath)
  }

  private static let correctedQuestion = "/data/interview/person/perception/years_here"
}
