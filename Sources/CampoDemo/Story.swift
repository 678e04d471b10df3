import Foundation
import Messages

/// The days of fieldwork, chapter by chapter. Each chapter is in a file of its own.
struct Story {
  let tools: Tools
  let team: Team
  let questionnaire: String
  let folder: URL
  let interviewsEach: Int
  let seed: UInt64
  let networks: Networks
  var tally = Tally()

  var narrator: Narrator { tools.narrator }
  var serverData: URL { folder.appending(path: "server") }

  init(
    tools: Tools, questionnaire: String, folder: String, interviewsEach: Int, seed: UInt64
  ) throws {
    self.tools = tools
    self.questionnaire = questionnaire
    self.folder = URL(filePath: folder)
    self.interviewsEach = interviewsEach
    self.seed = seed
    team = Team(folder: self.folder)
    try Self.empty(self.folder)
    networks = try Networks()
  }

  mutating func tell() async throws {
    let started = ContinuousClock.now
    defer { networks.stop() }
    try await prepare()
    try await collectOffline()
    try await meetAtHub()
    let server = try await startServer()
    defer { server.stop() }
    try await bringHubHome()
    try synchronize()
    try handOverByBundle()
    try correctTwice()
    try review()
    try export()
    try summarize(took: ContinuousClock.now - started)
  }

  /// Runs a command of the supervisor or an enumerator and shows it.
  func campo(_ arguments: String...) throws {
    try tools.campo(arguments)
  }

  /// The name of the file that marks a folder as ours to empty.
  private static let mark = ".campo-demo"

  /// Empties the working folder, if it is new or an earlier demonstration made it.
  private static func empty(_ folder: URL) throws {
    let files = FileManager.default
    let path = folder.path(percentEncoded: false)
    let mark = folder.appending(path: Self.mark)
    if files.fileExists(atPath: path) {
      let isOurs = files.fileExists(atPath: mark.path(percentEncoded: false))
      guard try isOurs || files.contentsOfDirectory(atPath: path).isEmpty else {
        throw DemoError.folderNotOurs(path: folder.relativePath)
      }
      try files.removeItem(at: folder)
    }
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data().write(to: mark)
  }
}

/// What is counted on the way, for the table at the end.
struct Tally {
  var collected: [String: Int] = [:]
  var answers = 0
  var conflicts = 0
  var approved = 0
  var rejected = 0
  var syncs: [SyncFigures] = []
}
