import Foundation
import Processes
import Testing

/// The questionnaires we ship are clean, and their scenarios hold.
@Suite struct QuestionnaireScenarioTests {
  static let folder = BuiltProducts.packageRoot.appending(path: "Questionnaires")

  static let questionnaires = contents(of: folder).map {
    $0.appending(path: "questionnaire.yaml").path(percentEncoded: false)
  }

  static let scenarios = contents(of: folder).flatMap { questionnaire in
    contents(of: questionnaire.appending(path: "scenarios")).map {
      "\(questionnaire.lastPathComponent)/scenarios/\($0.lastPathComponent)"
    }
  }

  private static func contents(of folder: URL) -> [URL] {
    let found = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
    return (found ?? []).sorted { $0.path() < $1.path() }
  }

  @Test func thereIsAQuestionnaireWithItsScenarios() {
    #expect(!Self.questionnaires.isEmpty)
    #expect(Self.scenarios.count >= 8)
  }

  @Test(arguments: questionnaires)
  func aQuestionnaireOfOursHasNoFindings(_ questionnaire: String) throws {
    let result = try campo("validate", questionnaire, "--format", "json")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(!result.output.contains("\"severity\""), "\(result.output)")
  }

  @Test(arguments: scenarios)
  func aScenarioHolds(_ scenario: String) throws {
    let file = Self.folder.appending(path: scenario)
    let questionnaire = file.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "questionnaire.yaml")
    let result = try campo(
      "scenario", questionnaire.path(percentEncoded: false), file.path(percentEncoded: false))
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }
}
