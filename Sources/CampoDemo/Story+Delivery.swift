import Foundation
import Messages

extension Story {
  /// Beto and Irma synchronize; Beto's network is cut in the middle of a batch.
  mutating func synchronize() throws {
    narrator.chapter(
      5,
      Message(
        es: "Vuelve la red. Beto sincroniza; se le corta a la mitad, y sigue.",
        en: "The network is back. Beto synchronizes; he is cut halfway, and goes on."))
    networks.office.cut(afterBytes: Self.headerBytes + interviewsEach * Self.responseBytes / 2)
    try sync(team.beto)
    try sync(team.supervisor)
  }

  // Half of what Beto sends lies before the cut: about so much is HTTP's, and so much a response.
  private static let headerBytes = 300
  private static let responseBytes = 120

  /// Carla has no network at all: her work travels in a file on the supervisor's USB stick.
  mutating func handOverByBundle() throws {
    narrator.chapter(
      6,
      Message(
        es: "Carla sigue sin red: entrega en un archivo, e Irma lo lleva.",
        en: "Carla has no network still: she hands over a file, and Irma carries it."))
    let bundle = folder.appending(path: "carla.bundle").relativePath
    try campo("bundle", "export", team.carla.store.relativePath, "-o", bundle)
    try campo("bundle", "inspect", bundle)
    try campo("bundle", "import", team.supervisor.store.relativePath, bundle)
    try sync(team.supervisor)
  }

  /// Ana and Beto correct the same question of the same interview, apart, and then synchronize.
  mutating func correctTwice() throws {
    narrator.chapter(
      7,
      Message(
        es: "Ana y Beto corrigen por separado la misma respuesta de la misma entrevista.",
        en: "Ana and Beto correct the same answer of the same interview, apart."))
    try sync(team.beto)
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
    try sync(team.ana)
    try sync(team.beto)
  }

  private static let correctedQuestion = "/data/interview/person/perception/years_here"
}
