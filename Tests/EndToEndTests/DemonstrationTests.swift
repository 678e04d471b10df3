import Foundation
import Processes
import Testing

@Suite struct DemonstrationTests {
  /// Few interviews: the story is the same.
  static let interviews = "4"

  @Test(arguments: ["es", "en"])
  func theDemonstrationRunsToItsTable(_ language: String) throws {
    let folder = try TemporaryFolder()
    let result = try runCommand(
      BuiltProducts.demo,
      [
        "--bin", URL(filePath: BuiltProducts.campo).deletingLastPathComponent().path(),
        "--questionnaire",
        BuiltProducts.packageRoot
          .appending(path: "Questionnaires/victimizacion-percepcion/questionnaire.yaml").path(),
        "--folder", folder.path("demo"), "--interviews", Self.interviews, "--lang", language,
      ])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let isSpanish = language == "es"
    let table = [
      isSpanish ? "Conflictos: hallados / por resolver" : "Conflicts: found / left": "1 / 0",
      isSpanish ? "Cortes de la red a media sincronización" : "Network cuts in mid-sync": "1",
    ]
    for (label, value) in table {
      let line = result.output.split(separator: "\n").first { $0.hasPrefix(label) }
      #expect(line?.hasSuffix(" " + value) == true, "\(result.output)")
    }
  }

  @Test func aFolderOfSomebodyElseIsNotEmptied() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("mine", to: "notes.txt")
    let result = try runCommand(
      BuiltProducts.demo,
      [
        "--bin", URL(filePath: BuiltProducts.campo).deletingLastPathComponent().path(),
        "--folder", folder.root,
      ])
    #expect(result.status == 1)
    #expect(result.errors.contains("--folder"))
    #expect(FileManager.default.fileExists(atPath: file))
  }
}
